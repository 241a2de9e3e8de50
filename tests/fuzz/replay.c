/* A main for a harness without libFuzzer: gives it each file that is named, whole folders likewise. */
#include "fuzz/fuzz.h"

static int replay(const char *path)
{
    int files = 0;
    struct folder_list list;
    if (folder_exists(path)) {
        if (folder_list(path, &list) != 0)
            exit(1);
        for (size_t i = 0; i < list.len; i++) {
            char *inner = path_join(path, list.items[i].name);
            files += replay(inner);
            memory_free(inner);
        }
        folder_list_free(&list);
        return files;
    }
    struct buf text = {0};
    if (file_read(path, &text) != 0)
        exit(1);
    LLVMFuzzerTestOneInput((const uint8_t *)buf_text(&text), text.len);
    buf_free(&text);
    return 1;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++)
        files += replay(argv[i]);
    printf("%d passed, 0 failed\n", files);
    return files ? 0 : 1;
}
