# gongshi: `make help` says what there is.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=

# --- Debian packages, all of them listed here and only here ----------------------------------------------------
# to build:
PACKAGES_BUILD = gcc make pkg-config libyaml-dev libcmark-dev libpng-dev zlib1g-dev libharfbuzz-dev libqrencode-dev \
	libunistring-dev libdeflate-dev libgit2-dev libmicrohttpd-dev libcurl4-openssl-dev libxxhash-dev libsodium-dev libseccomp-dev libopencc-dev \
	libexpat1-dev libxlsxwriter-dev gettext
# to make outputs: faces for paper, the QR code of the declaration form, the dots of signs
PACKAGES_RUN = fonts-babelstone-han fonts-lxgw-wenkai fonts-wqy-zenhei fonts-liberation2 node-qrcode-generator unifont
# to test:
PACKAGES_TEST = libcmocka-dev python3 python3-yaml git poppler-utils qpdf zbar-tools chromium node:nodejs npm:npm zsh nginx:nginx-light dpkg-dev mandoc
# to make and look over Debian packages (make deb):
PACKAGES_DEB = dpkg-dev lintian
# to fuzz (make fuzz):
PACKAGES_FUZZ = clang-14 libclang-rt-14-dev
# to look after the code (make lint, make format):
PACKAGES_LINT = clang-format clang-tidy cppcheck

VERSION = 0.1

# --- flags -------------------------------------------------------------------------------------------------------
CC        ?= gcc
OPTIMISE  ?= -O2 -g
WARNINGS   = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror
# Hardened as Debian's packages are, by dpkg-buildflags where it is there; sanitizers want none of it, and without
# optimisation (OPTIMISE=-O0) HARDEN_C= is to be given, for the C library's checks need it.
DEBIAN    := $(shell DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get CFLAGS 2>/dev/null)
DEBIAN_LD := $(shell DEB_BUILD_MAINT_OPTIONS=hardening=+all dpkg-buildflags --get LDFLAGS 2>/dev/null)
MACHINE   := $(shell $(CC) -dumpmachine 2>/dev/null)
HARDEN_C   = $(or $(filter -f% -W%,$(filter-out -ffile-prefix-map=% -fdebug-prefix-map=% -flto%,$(DEBIAN))),-fstack-protector-strong -Wformat -Werror=format-security) \
	-D_FORTIFY_SOURCE=2 -fPIE -fstack-clash-protection $(if $(findstring x86_64,$(MACHINE)),-fcf-protection)
BY_HAND_LD = -Wl,-z,relro -Wl,-z,now
HARDEN_LD  = -pie $(or $(DEBIAN_LD),$(BY_HAND_LD)) -Wl,-z,noexecstack
SANITIZED  = $(findstring -fsanitize,$(CFLAGS))
LIBRARIES  = yaml-0.1 libcmark harfbuzz libqrencode libpng zlib libdeflate libxxhash libsodium
# loaded by the commands that want them (src/base/late.h)
LATE       = libgit2 libmicrohttpd libcurl libseccomp expat xlsxwriter
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 $(OPTIMISE) $(WARNINGS) $(if $(SANITIZED),,$(HARDEN_C)) -pthread -Isrc -I$(BUILD) \
	-DVERSION='"$(VERSION)"' $(LIBRARY_CFLAGS) $(CFLAGS)
LIBRARY_CFLAGS := $(shell pkg-config --cflags $(LIBRARIES) $(LATE) 2>/dev/null)
LIBRARY_LIBS   := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null)
ALL_LIBS   = $(LIBRARY_LIBS) -lunistring -lm -ldl $(if $(SANITIZED),,$(HARDEN_LD)) $(LDFLAGS)
# gcc takes vsnprintf(NULL, 0, …), which asks for a length, for a mistake when it instruments
SANITIZE   = -fsanitize=address,undefined -fno-sanitize-recover=undefined -Wno-format-truncation

SOURCES = $(filter-out src/maker/%,$(sort $(wildcard src/*.c src/*/*.c)))
HEADERS = $(sort $(wildcard src/*/*.h))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
MODULES = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
UNITS   = $(sort $(wildcard tests/unit/*.c))
UNIT_PROGRAMS = $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)
LANGUAGES = zh_CN
CATALOGUES = $(LANGUAGES:%=$(BUILD)/locale/%/LC_MESSAGES/gongshi.mo)

DEMO_DATE = 2026-11-20

# What packages and tarballs are dated: the commit, or in a tree out of a tarball as that is.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(if $(wildcard .git),$(shell git log -1 --format=%ct),$(shell stat -c %Y Makefile)))

# make once more, with as many compilers at once as there are processors where it was not told how many
MAKE_IN_PARALLEL = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

.PHONY: all program deps deps-test demo test test-quick check-san lint format clean help install uninstall pot reference bench dist deb

all: deps
	@$(MAKE_IN_PARALLEL) program

program: $(BUILD)/gongshi $(CATALOGUES)

help:
	@echo "make            set up what is missing and build the program: $(BUILD)/gongshi"
	@echo "make demo       the same, and build the demonstration village's outputs in out/, as of $(DEMO_DATE)"
	@echo "make test       set up what is missing and run every test; ends with N passed, M failed"
	@echo "make test-quick the unit tests alone"
	@echo "make test-site  of these, those of the sites: HTML, accessibility, layout, use in a browser, links, privacy"
	@echo "make check-san  every test of the program under AddressSanitizer and UBSan"
	@echo "make fail-all   let every single allocation fail (make test: some of them)"
	@echo "make fuzz       feed the readers what nobody would write, each for SECONDS ($(SECONDS))"
	@echo "make bench      measure speed"
	@echo "make deps       install what is missing to build and run (Debian packages)"
	@echo "make install    install below PREFIX ($(PREFIX)); DESTDIR stands before it"
	@echo "make dist       the sources as a tarball, $(BUILD)/gongshi-$(VERSION).tar.gz: the same bytes each time"
	@echo "make deb        Debian packages of the program and of the demonstration village, in $(BUILD)/"
	@echo "make lint       the order of src/, clang-tidy, cppcheck and clang-format over the sources"
	@echo "make format     clang-format over src/ and tests/"
	@echo "make pot        bring the message catalogues up to date"
	@echo "make reference  bring the handbook's pages of fields and commands and the man page up to date"
	@echo "make clean      remove $(BUILD)/ and out/"

# --- set-up ------------------------------------------------------------------------------------------------------
deps:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_RUN)

deps-test:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_RUN) $(PACKAGES_TEST)
	@$(MAKE) -s --no-print-directory tests/site/node_modules/.package-lock.json || \
		echo "npm did not install what tests/site/package-lock.json pins: the tests in a browser will not run." >&2
	@$(MAKE) -s --no-print-directory tests/editor/node_modules/.package-lock.json || \
		echo "npm did not install what tests/editor/package-lock.json pins: what editors say will not be looked at." >&2

# what the site is tested with in a browser, and the records in an editor, as their locks pin it; npm says in this file what it installed
tests/%/node_modules/.package-lock.json: tests/%/package-lock.json
	@echo '  NPM  $(<D)'
	@npm ci --prefix $(<D) --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

deps-lint:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_LINT)

# --- the program -------------------------------------------------------------------------------------------------
$(BUILD)/gongshi: $(OBJECTS)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS)

# what is written by programs of ours (src/maker/) out of what Debian has: tables that the program is compiled with
$(BUILD)/maker/%: src/maker/%.c
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) -std=c11 $(WARNINGS) $(shell pkg-config --cflags opencc) -o $@ $< $(shell pkg-config --libs opencc)

# the one that draws stands on some of our own sources
MARK = src/maker/mark.c src/base/png.c src/base/buf.c src/base/memory.c
$(BUILD)/maker/mark: $(MARK) src/base/png.h src/base/buf.h src/base/memory.h
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) -std=c11 -D_XOPEN_SOURCE=700 $(OPTIMISE) $(WARNINGS) -Isrc $(shell pkg-config --cflags libpng) -o $@ $(MARK) $(shell pkg-config --libs libpng)

.SECONDARY: $(BUILD)/maker/traditional $(BUILD)/maker/mark

$(BUILD)/made/%.h: $(BUILD)/maker/%
	@mkdir -p $(@D)
	@echo '  MADE $@'
	@$< >$@.new && mv $@.new $@

$(BUILD)/src/base/fold_table.o $(BUILD)/tidy/src/base/fold_table: $(BUILD)/made/traditional.h
$(BUILD)/src/site/mark.o $(BUILD)/tidy/src/site/mark: $(BUILD)/made/mark.h

# what is compiled with other flags is compiled again; where it is installed, one source alone knows
$(BUILD)/flags: always
	$(shell mkdir -p $(@D))$(file >$@.new,$(ALL_CFLAGS))
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BUILD)/prefix: always
	$(shell mkdir -p $(@D))$(file >$@.new,$(PREFIX))
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BUILD)/src/cmd/installed.o: $(BUILD)/prefix
$(BUILD)/src/cmd/installed.o $(BUILD)/tidy/src/cmd/installed: PLACES = -DPREFIX='"$(PREFIX)"'

.PHONY: always
always:

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) $(PLACES) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS) -lcmocka

# runs many commands in one process: the sanitized cases
$(BUILD)/many: tests/cases/many.c $(MODULES)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS)

# programs that time something; not among the tests
$(BUILD)/bench/%: tests/bench/%.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS)

-include $(OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d) $(BUILD)/many.d

$(BUILD)/locale/%/LC_MESSAGES/gongshi.mo: src/po/%.po
	@mkdir -p $(@D)
	@echo '  MO   $<'
	@msgfmt --check -o $@ $<

pot:
	@xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --no-location --sort-output \
		--package-name=gongshi -o $(BUILD)/gongshi.pot $(SOURCES) $(HEADERS)
	@sed -i '/^"POT-Creation-Date/d' $(BUILD)/gongshi.pot
	@for l in $(LANGUAGES); do msgmerge --quiet --update --backup=none --no-fuzzy-matching --sort-output src/po/$$l.po $(BUILD)/gongshi.pot && \
		msgattrib --no-obsolete --sort-output -o src/po/$$l.po src/po/$$l.po || exit 1; done

# How the program speaks while it writes pages of the handbook: each page stands in both languages.
IN_CHINESE = LC_ALL=C.UTF-8 LANGUAGE=zh_CN $(BUILD)/gongshi
IN_ENGLISH = LC_ALL=C.UTF-8 LANGUAGE=en $(BUILD)/gongshi

# the handbook's page of what templates may say, as the program lists it
.PHONY: values
values: program
	@$(IN_CHINESE) theme values . --date $(DEMO_DATE) > content/handbook/values.md
	@$(IN_ENGLISH) theme values . --date $(DEMO_DATE) > content/handbook/en/values.md
	@sed -n 's/^    *\([^ ]*\) .*/\1/p' content/handbook/values.md | LC_ALL=C sort -u > themes/default/names.txt

# What follows from the tables of the program: the handbook's page of all fields, in its page of commands how each is
# called and its table of options, and the man page's section of commands.
reference: program
	@$(IN_CHINESE) help --reference > content/handbook/fields.md
	@$(IN_ENGLISH) help --reference > content/handbook/en/fields.md
	@$(call commands_page,content/handbook/commands.md,$(IN_CHINESE))
	@$(call commands_page,content/handbook/en/commands.md,$(IN_ENGLISH))
	@LC_ALL=C $(BUILD)/gongshi help --manual > $(BUILD)/commands.roff
	@sed -i -e '/^\.SH COMMANDS/r $(BUILD)/commands.roff' -e '/^\.SH COMMANDS/,/^\.SH "EXIT/{/^\.SH/!d}' src/man/gongshi.1
	@$(IN_CHINESE) help --manual > $(BUILD)/commands.roff
	@sed -i -e '/^\.SH "命令"/r $(BUILD)/commands.roff' -e '/^\.SH "命令"/,/^\.SH "退出/{/^\.SH/!d}' src/man/gongshi.zh_CN.1

# The page $(1) with what $(2) says in it of each command that it has a section of ("## init: …"): how it is called, and its options.
commands_page = awk -v program='$(2)' ' \
		function made(what) { system(program " help --handbook-" what " " command) } \
		/^\#\# / { command = $$2; sub(/(：|:).*/, "", command); told = command !~ /^[a-z]+$$/; print; if (!told) { print ""; fflush(); made("use"); print "" } next } \
		!told && (/^$$/ || /^    gongshi /) { next } \
		/^\| (选项|Option) \|/ { fflush(); made("options"); rest = 1; next } \
		rest && /^\|/ { next } \
		{ told = 1; rest = 0; print; fflush() }' $(1) > $(BUILD)/commands.md && mv $(BUILD)/commands.md $(1)

# --- use ---------------------------------------------------------------------------------------------------------
demo: deps
	@$(MAKE_IN_PARALLEL) program
	$(BUILD)/gongshi build . --date $(DEMO_DATE)
	@echo "The site is out/site/index.html, the notices are in out/print, the screens' feeds in out/led."

# a page a command, in English and in Chinese
COMMANDS = $(shell sed -n 's/^ *row(\([a-z]*\)).*/\1/p' src/cmd/command.h)
MANUAL   = $(COMMANDS:%=$(BUILD)/man/gongshi-%.1)
MANUAL_ZH_CN = $(COMMANDS:%=$(BUILD)/man/zh_CN/gongshi-%.1)

$(BUILD)/man/gongshi-%.1: $(BUILD)/gongshi
	@mkdir -p $(@D)
	@LC_ALL=C $< help --manual $* >$@.new && mv $@.new $@

$(BUILD)/man/zh_CN/gongshi-%.1: $(BUILD)/gongshi $(CATALOGUES)
	@mkdir -p $(@D)
	@$(IN_CHINESE) help --manual $* >$@.new && mv $@.new $@

install: program $(MANUAL) $(MANUAL_ZH_CN)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/gongshi
	install -m 755 $(BUILD)/gongshi $(DESTDIR)$(PREFIX)/bin/gongshi
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1
	install -m 644 src/man/gongshi.1 $(MANUAL) $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 $(MANUAL_ZH_CN) $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/
	install -m 644 src/man/gongshi.zh_CN.1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/gongshi.1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(BUILD)/gongshi help --completion bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/gongshi
	$(BUILD)/gongshi help --completion zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gongshi
	cp -R themes $(DESTDIR)$(PREFIX)/share/gongshi/
	for l in $(LANGUAGES); do \
		install -D -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/gongshi.mo \
			$(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES/gongshi.mo || exit 1; done

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/gongshi $(DESTDIR)$(PREFIX)/share/gongshi \
		$(foreach m,man1 zh_CN/man1,$(addprefix $(DESTDIR)$(PREFIX)/share/man/$(m)/,gongshi.1 $(notdir $(MANUAL)))) $(DESTDIR)$(PREFIX)/share/bash-completion/completions/gongshi \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gongshi
	for l in $(LANGUAGES); do rm -f $(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES/gongshi.mo; done

# --- to be handed on -----------------------------------------------------------------------------------------------
# what git has, as it lies here, or all of a tree that came out of such a tarball
DIST_NAME  = gongshi-$(VERSION)
DIST_FILES = $(if $(wildcard .git),git ls-files -z,find .ci .debian .clang-* .gitignore *.md LICENSE Makefile src content themes records tests \
	\( -name node_modules -o -name __pycache__ \) -prune -o \( -type f -o -type l \) -print0)

dist:
	@mkdir -p $(BUILD)
	@$(DIST_FILES) | LC_ALL=C sort -z >$(BUILD)/$(DIST_NAME).files
	@tar --create --file=$(BUILD)/$(DIST_NAME).tar --format=gnu --no-recursion --transform='flags=r;s,^,$(DIST_NAME)/,' --mtime=@$(EPOCH) \
		--owner=0 --group=0 --numeric-owner --mode=a+rX,u+w,go-w --null --files-from=$(BUILD)/$(DIST_NAME).files
	@gzip -9nf $(BUILD)/$(DIST_NAME).tar
	@echo "$(BUILD)/$(DIST_NAME).tar.gz"

deb: deps
	@.ci/setup $(PACKAGES_DEB)
	@$(MAKE_IN_PARALLEL) PREFIX=/usr program
	@$(MAKE) -s --no-print-directory packages

# the packages, with what is there
.PHONY: packages
packages:
	@LATE_LIBS='$(shell pkg-config --libs $(LATE))' CC='$(CC)' BUILD='$(BUILD)' .debian/build $(BUILD) $(VERSION) $(EPOCH) $(DEMO_DATE) $(PACKAGES_RUN)

# --- tests -------------------------------------------------------------------------------------------------------
test: deps-test
	@$(MAKE_IN_PARALLEL) program $(UNIT_PROGRAMS) replays
	@$(MAKE) --no-print-directory $(BUILD)/many
	@$(MAKE) --no-print-directory sanitized
	@python3 tests/run.py --build $(BUILD)

# The program and the unit tests once more, with every memory and arithmetic fault an error.
.PHONY: sanitized
sanitized:
	@$(MAKE_IN_PARALLEL) BUILD=$(BUILD)/san OPTIMISE='-O1 -g' CFLAGS='$(SANITIZE)' LDFLAGS='$(SANITIZE)' program unit-programs $(BUILD)/san/many

.PHONY: unit-programs
unit-programs: $(UNIT_PROGRAMS)

# The tests in a browser alone.
.PHONY: test-site
test-site: deps-test
	@$(MAKE_IN_PARALLEL) program
	@python3 tests/site/run.py $(BUILD)/gongshi

check-san: deps-test
	@$(MAKE) --no-print-directory sanitized
	@python3 tests/run.py --build $(BUILD)/san

# Exit status 77 of a test says that it could not be run here; it has said why.
test-quick: program $(UNIT_PROGRAMS)
	@for t in $(UNIT_PROGRAMS); do \
		$$t; status=$$?; \
		if [ $$status -eq 77 ]; then echo "$$t: not run"; \
		elif [ $$status -ne 0 ]; then exit 1; fi; \
	done

# Every allocation of a small village's build, and of some commands, made to fail; tests/memory tries a sample of them.
.PHONY: fail-all
fail-all: deps-test program
	@python3 tests/memory/run.py $(BUILD)/gongshi --all

bench: deps-test program $(BUILD)/bench/ledger_bench
	@python3 tests/bench/ledger.py --bench $(BUILD)/bench/ledger_bench
	@python3 tests/bench/shapes.py $(BUILD)/gongshi
	@python3 tests/bench/growth.py $(BUILD)/gongshi
	@python3 tests/bench/goals.py $(BUILD)/gongshi
	@python3 tests/bench/papers.py $(BUILD)/gongshi
	@python3 tests/bench/site.py $(BUILD)/gongshi

# Fuzzing (tests/fuzz/README.md): each harness for SECONDS, on its seeds and what earlier runs found.
SECONDS ?= 60
FUZZERS  = $(sort $(notdir $(basename $(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))))
FUZZ     = -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -Wno-error -D__SANITIZE_ADDRESS__

.PHONY: fuzz fuzzers replays
fuzz:
	@.ci/setup $(PACKAGES_BUILD) $(PACKAGES_FUZZ)
	@$(MAKE_IN_PARALLEL) BUILD=$(BUILD)/fuzz CC=clang-14 OPTIMISE='-O1 -g' CFLAGS='$(FUZZ)' LDFLAGS='-fsanitize=address,undefined' fuzzers
	@for f in $(FUZZERS); do tests/fuzz/run $(BUILD)/fuzz/fuzz/$$f $$f $(SECONDS) || exit 1; done

fuzzers: $(FUZZERS:%=$(BUILD)/fuzz/%)

$(BUILD)/fuzz/%: tests/fuzz/%.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -Itests -Itests/unit -fsanitize=fuzzer -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS)

# the same with a main that gives them the files that it is named
replays: $(FUZZERS:%=$(BUILD)/replay/%)

$(BUILD)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -Itests -Itests/unit -MMD -MP -MF $@.d -o $@ $< tests/fuzz/replay.c $(MODULES) $(ALL_LIBS)

# --- care --------------------------------------------------------------------------------------------------------
# DEPTH: how far clang's analyzer goes into a function (its own bound is 225000; a fifth of it takes a fourth of the time)
DEPTH ?= 225000

# the order of src/; clang-tidy once a source and only for what has changed since it was last clean; then cppcheck, and the form that make format gives
lint: deps-lint
	@python3 tests/order/run.py
	@$(MAKE_IN_PARALLEL) tidy
	@cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --suppress=missingIncludeSystem \
		--suppress=varFuncNullUB --suppress=ctunullpointer --std=c11 -Isrc src
	@clang-format --dry-run --Werror $(SOURCES) $(HEADERS) $(UNITS)

.PHONY: tidy
tidy: $(SOURCES:%.c=$(BUILD)/tidy/%)

$(BUILD)/tidy/%: %.c $(HEADERS) .clang-tidy
	@mkdir -p $(@D)
	@echo '  TIDY $<'
	@clang-tidy --quiet $< -- $(filter-out -Werror,$(ALL_CFLAGS)) $(PLACES) -Xclang -analyzer-config -Xclang max-nodes=$(DEPTH) 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

format:
	clang-format -i $(SOURCES) $(HEADERS) $(UNITS)

clean:
	rm -rf $(BUILD) out
