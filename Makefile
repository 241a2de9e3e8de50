# gongshi: `make help` says what there is.

BUILD  ?= build
PREFIX ?= /usr/local

# --- Debian packages, all of them listed here and only here ------------------------------------------------
# to build:
PACKAGES_BUILD = gcc make pkg-config libyaml-dev libcmark-dev libhpdf-dev libharfbuzz-dev libqrencode-dev \
	libunistring-dev libgit2-dev libmicrohttpd-dev libxxhash-dev gettext
# to make outputs: faces for paper, the QR code of the declaration form
PACKAGES_RUN = fonts-babelstone-han fonts-lxgw-wenkai fonts-wqy-zenhei node-qrcode-generator
# to test:
PACKAGES_TEST = libcmocka-dev python3 python3-yaml poppler-utils qpdf zbar-tools chromium
# to look after the code (make lint, make format, make fuzz):
PACKAGES_LINT = clang-format clang-tidy cppcheck clang libclang-rt-14-dev

# --- flags ---------------------------------------------------------------------------------------------------
CC        ?= gcc
OPTIMISE  ?= -O2 -g
WARNINGS   = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror
LIBRARIES  = yaml-0.1 libcmark harfbuzz-subset libqrencode libgit2 libmicrohttpd libxxhash
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 $(OPTIMISE) $(WARNINGS) -pthread -Isrc \
	-DPREFIX='"$(PREFIX)"' $(shell pkg-config --cflags $(LIBRARIES)) $(CFLAGS)
ALL_LIBS   = $(shell pkg-config --libs $(LIBRARIES)) -lhpdf -lunistring -lm $(LDFLAGS)

SOURCES = $(sort $(wildcard src/*.c src/*/*.c))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
MODULES = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
UNITS   = $(sort $(wildcard tests/unit/*.c))
UNIT_PROGRAMS = $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)

.PHONY: all deps demo test test-quick bench check-san lint format clean help install
all: $(BUILD)/gongshi

$(BUILD)/gongshi: $(OBJECTS)
	@echo '  LINK $@'
	@$(CC) $(ALL_CFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS) -lcmocka

# programs that time something; not among the tests
$(BUILD)/bench/%: tests/bench/%.c $(MODULES)
	@mkdir -p $(@D)
	@echo '  CC   $<'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(MODULES) $(ALL_LIBS)

bench: $(BUILD)/bench/ledger_bench
	python3 tests/bench/ledger.py --bench $<

-include $(OBJECTS:.o=.d) $(UNIT_PROGRAMS:=.d)

test-quick: $(BUILD)/gongshi $(UNIT_PROGRAMS)
	@for t in $(UNIT_PROGRAMS); do $$t || { status=$$?; test $$status -eq 77 || exit $$status; }; done

format:
	clang-format -i $(SOURCES) $(wildcard src/*/*.h) $(UNITS)

clean:
	rm -rf $(BUILD)
