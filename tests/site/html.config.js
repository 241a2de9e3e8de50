/* What the validator holds each page to: its recommended rules, which include the document type and the content models of the HTML standard. */
'use strict';

module.exports = {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    /* the standard's own short form, lower case, as the site writes it */
    'doctype-style': ['error', { style: 'uppercase' }],
    'doctype-html': 'error',
    /* ids of the frame begin with an underscore, so that no id from the records can meet one; HTML takes any id without blanks */
    'valid-id': ['error', { relaxed: true }],
    /* tables that become cards on a phone (display: block) lose their roles in some browsers unless these are said again */
    'no-redundant-role': 'off',
    /* a table that scrolls by itself is named and can be reached by keys; as a section it would be one more landmark */
    'prefer-native-element': ['error', { exclude: ['region', 'group'] }],
    /* how the source is laid out says nothing about its validity */
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    /* telephone numbers of the village stand as the records write them, and wrap like words */
    'tel-non-breaking': 'off',
    /* scripts and styles are the site's own, on one host with the page */
    'require-sri': 'off',
  },
};
