#!/usr/bin/env python3
"""What the handbook says of two clerks, of publishing on a push and of a year's changes is so, with git: run.py PROGRAM. Ends with "N passed, M failed".

The commands, files and hooks are those of together.md, hosting.md and changes.md; the village is that of start.md.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from village import TOP, Tests, environment, run, write  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
BOOK = os.path.join(TOP, "content", "handbook")
test = Tests()


def page(name):
    with open(os.path.join(BOOK, name), encoding="utf-8") as f:
        return f.read()


def shown(name, path):
    """The file that a page shows whole."""
    return re.search(rf"^文件 `{re.escape(path)}`：\n\n```\w+\n(.*?)^```", page(name), re.M | re.S)[1]


def git(folder, *words, right=True):
    who = {"GIT_AUTHOR_NAME": "clerk", "GIT_AUTHOR_EMAIL": "clerk@village.example", "GIT_COMMITTER_NAME": "clerk", "GIT_COMMITTER_EMAIL": "clerk@village.example",
           "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": folder}
    r = subprocess.run(["git", "-c", "init.defaultBranch=main", *words], cwd=folder, capture_output=True, text=True,
                       env=dict(environment("en", **who), PATH=os.path.dirname(PROGRAM) + ":" + os.environ["PATH"]))
    assert not right or r.returncode == 0, (words, r.stdout, r.stderr)
    return r


def gongshi(folder, *words):
    return run(PROGRAM, *words, language="zh_CN", cwd=folder)


def commit(folder, message):
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def village(folder):
    """The village of start.md in a bare repository, and two clerks' clones of it: (folder, a, b)."""
    first = os.path.join(folder, "first")
    for path, text in re.findall(r"^文件 `(records/[^`]+)`：\n\n```yaml\n(.*?)^```", page("start.md"), re.M | re.S):
        write(first, path, text)
    write(first, ".gitignore", "/out/\n/.gongshi/\n")
    git(first, "init", "-q")
    commit(first, "建村")
    git(folder, "clone", "-q", "--bare", "first", "village.git")
    clones = [os.path.join(folder, name) for name in ("a", "b")]
    for clone in clones:
        git(folder, "clone", "-q", "village.git", clone)
    return folder, *clones


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return f.read()


CLAIM = ["claims", "add", "--rule", "sweep", "--received", "2026-03-10"]


@test
def different_files_merge_by_themselves(v):
    _, a, b = v
    write(a, "records/meetings/2026-03-12.yaml", "meeting: 2026-03-12\nkind: review\npresent: 5\nentries:\n  - {household: h001, rule: sweep, date: 2026-03-10}\n")
    write(b, "records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h101, head: 王秀英}\n")
    for clone in (a, b):
        commit(clone, "改")
    git(a, "push", "-q")
    git(b, "pull", "-q", "--no-rebase", "--no-edit")
    status, said, error = gongshi(b, "check", "--date", "2026-03-20")
    assert status == 0 and "3 户、3 次会议、3 条积分条目" in said, (said, error)


@test
def a_conflict_is_mended_as_the_handbook_says(v):
    _, a, b = v
    assert gongshi(a, *CLAIM, "--household", "h001", "--date", "2026-03-08")[0] == 0
    assert gongshi(b, *CLAIM, "--household", "h002", "--date", "2026-03-09")[0] == 0
    for clone in (a, b):
        commit(clone, "申报")
    git(a, "push", "-q")
    pull = re.search(r"^    (git pull.*)", page("together.md"), re.M)[1].split()
    r = git(b, *pull[1:], right=False)
    assert r.returncode != 0 and "CONFLICT" in r.stdout, (r.stdout, r.stderr)
    status, _, error = gongshi(b, "check", "--date", "2026-03-11")
    lines = error.splitlines()
    told = page("together.md")
    assert status == 1 and len(lines) == 4 and all(f"    {line}\n" in told for line in lines), error
    assert gongshi(b, "build", "--date", "2026-03-11")[0] == 1 and not os.path.exists(os.path.join(b, "out"))
    commands = next(block for block in re.findall(r"(?:^    .*\n)+", told, re.M) if "--theirs" in block).splitlines()
    for command in [c.split() for c in commands]:
        if command[0] == "git" and command[1] == "push":
            git(b, "push", "-q")
        elif command[0] == "git":
            git(b, *command[1:])
        else:
            status, said, error = gongshi(b, *command[1:])
            assert status == 0, (command, said, error)
    claims = yaml.safe_load(read(b, "records/claims/2026.yaml"))
    assert [(c["编号"], c["户号"]) for c in claims] == [("c-2026-001", "h001"), ("c-2026-002", "h002")], claims
    git(a, "pull", "-q")
    assert read(a, "records/claims/2026.yaml") == read(b, "records/claims/2026.yaml")


@test
def what_each_has_right_may_be_wrong_together(v):
    _, a, b = v
    for clone, name in ((a, "x"), (b, "y")):
        write(clone, f"records/meetings/2026-03-12-{name}.yaml", "meeting: 2026-03-12\nkind: review\npresent: 5\nentries:\n  - {household: h001, rule: sweep, date: 2026-03-10}\n")
        assert gongshi(clone, "check", "--date", "2026-03-20")[0] == 0
        commit(clone, "评审会")
    git(a, "push", "-q")
    git(b, "pull", "-q", "--no-rebase", "--no-edit")
    status, _, error = gongshi(b, "check", "--date", "2026-03-20")
    assert status == 1 and "error[double-entry]" in error, error


@test
def a_meeting_that_both_wrote(v):
    """Both keep: theirs, which were pushed, come first; the other way round is found."""
    folder, a, b = v
    first = read(a, "records/meetings/2026-03-05.yaml")
    for clone, household in ((a, "h001"), (b, "h002")):
        write(clone, "records/meetings/2026-03-12.yaml", first.replace("2026-03-05", "2026-03-12").split("entries:")[0] +
              f"entries:\n  - {{household: {household}, rule: sweep, date: 2026-03-10}}\n")
        commit(clone, "评审会")
    git(a, "push", "-q")
    assert git(b, "pull", "-q", "--no-rebase", "--no-edit", right=False).returncode != 0
    ours, theirs = re.search(r"<<<<<<< .*\n((?s:.*))=======\n((?s:.*))>>>>>>> .*\n", read(b, "records/meetings/2026-03-12.yaml")).groups()
    head = read(b, "records/meetings/2026-03-12.yaml").split("<<<<<<<")[0]
    command = re.search(r"^    gongshi (check --since .*)", page("together.md"), re.M)[1].split()
    for entries, wanted in ((ours + theirs, 1), (theirs + ours, 0)):
        write(b, "records/meetings/2026-03-12.yaml", head + entries)
        status, _, error = gongshi(b, *command, "--date", "2026-03-13")
        assert status == wanted and ("error[moved]" in error) == bool(wanted), error


@test
def the_server_is_set_up_as_the_handbook_says(v):
    folder, a, _ = v
    commands = re.search(r"^(?:    .*\n)*    git init --bare.*\n(?:    .*\n)*", page("hosting.md"), re.M)[0].replace("/srv/", folder + "/srv/").splitlines()
    os.makedirs(folder + "/srv")
    for words in (c.split() for c in commands):
        r = subprocess.run(words, cwd=folder, capture_output=True, text=True, env=environment(
            "en", PATH=os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], HOME=folder, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null"))
        assert r.returncode == 0, (words, r.stderr)
    bare, copy = folder + "/srv/village.git", folder + "/srv/village"
    write(bare, "hooks/post-receive", shown("hosting.md", "post-receive").replace("/srv/village", copy))
    os.chmod(os.path.join(bare, "hooks/post-receive"), 0o755)
    git(a, "remote", "remove", "origin")
    for words in re.findall(r"^    git (remote add .*|push -u .*)", page("hosting.md"), re.M):
        git(a, *words.replace("服务器:/srv/", folder + "/srv/").split())
    assert os.path.exists(copy + "/out/site/index.html")


@test
def a_push_is_checked_built_and_published(v):
    folder, a, _ = v
    bare, copy = os.path.join(folder, "village.git"), os.path.join(folder, "village")
    git(folder, "clone", "-q", bare, copy)
    assert gongshi(folder, "hooks", "install", bare)[0] == 0
    hook = os.path.join(bare, "hooks", "post-receive")
    write(bare, "hooks/post-receive", shown("hosting.md", "post-receive").replace("/srv/village", copy))
    os.chmod(hook, 0o755)
    write(a, "records/village.yaml", "name: 桐花坪新村\n")
    commit(a, "改名")
    git(a, "push", "-q")
    site = os.path.join(copy, "out", "site", "index.html")
    assert "桐花坪新村" in read(site)
    was = read(site)
    write(a, "records/village.yaml", "nmae: 桐花坪村\n")
    commit(a, "写错")
    r = git(a, "push", "-q", right=False)
    assert r.returncode != 0 and "unknown-key" in r.stderr and read(site) == was, r.stderr


@test
def the_pipelines_are_yaml_whose_commands_work(v):
    _, a, _ = v
    hub = yaml.safe_load(shown("hosting.md", ".github/workflows/village.yml"))
    lab = yaml.safe_load(shown("hosting.md", ".gitlab-ci.yml"))
    steps = [s["run"] for s in hub["jobs"]["publish"]["steps"] if "run" in s], lab["pages"]["script"]
    uploads = next(s for s in hub["jobs"]["publish"]["steps"] if "upload-pages" in s.get("uses", ""))
    assert uploads["with"]["path"] == "out/site" and lab["pages"]["artifacts"]["paths"] == ["public"]
    assert hub["env"]["LANGUAGE"] == lab["variables"]["LANGUAGE"] == "zh_CN"  # a clerk reads what is wrong
    write(a, "records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h101, head: 王秀英}\n")
    commit(a, "二组")
    for commands in steps:
        own = [c for c in commands if "apt-get" not in c and "GONGSHI" not in c and not c.startswith("git config")]
        assert any("gongshi check" in c for c in own) and any("gongshi build" in c for c in own)
        shutil.rmtree(os.path.join(a, "public"), ignore_errors=True)
        r = subprocess.run(["sh", "-e", "-c", "\n".join(own)], cwd=a, capture_output=True, text=True,
                           env=environment("en", PATH=os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], SOURCE_DATE_EPOCH="1773619200"))
        assert r.returncode == 0 and os.path.exists(os.path.join(a, "out/site/index.html")), r.stderr
    assert os.path.exists(os.path.join(a, "public/index.html"))


@test
def a_household_that_splits(v):
    _, a, _ = v
    before, after = re.findall(r"^```yaml\n(.*?)^```", page("changes.md"), re.M | re.S)
    head = "group: {id: g1, name: 一组}\nhouseholds:\n"
    other = "  - {id: h002, head: 李秀英}\n"
    meeting = "meeting: 2026-04-10\nkind: review\npresent: 5\nentries:\n  - {household: h003, rule: sweep, date: %s}\n"
    write(a, "records/households/1.yaml", head + before + other)
    assert gongshi(a, "check", "--date", "2026-04-20")[0] == 0
    write(a, "records/households/1.yaml", head + after + other)
    write(a, "records/meetings/2026-04-10.yaml", meeting % "2026-04-02")
    assert gongshi(a, "check", "--date", "2026-04-20")[0] == 0
    write(a, "records/meetings/2026-04-10.yaml", meeting % "2026-03-30")
    status, _, error = gongshi(a, "check", "--date", "2026-04-20")
    assert status == 1 and "error[not-listed]" in error, error


@test
def who_leaves_keeps_what_was(v):
    _, a, _ = v
    write(a, "records/households/1.yaml", "group: {id: g1, name: 一组}\nhouseholds:\n  - {id: h002, head: 李新英, until: 2026-04-30}\n")
    write(a, "records/households/2.yaml", "group: {id: g2, name: 二组}\nhouseholds:\n  - {id: h001, head: 张小山}\n")
    status, said, error = gongshi(a, "ledger", "--date", "2026-04-20")
    assert status == 0 and re.search(r"h002 +李新英 +一组 +2 ", said) and re.search(r"h001 +张小山 +二组 +1 ", said), (said, error)


@test
def the_next_year_begins_by_itself(v):
    _, a, _ = v
    files = sorted(os.path.join(d, f) for d, _, names in os.walk(os.path.join(a, "records")) for f in names)
    was = [read(f) for f in files]
    status, said, _ = run(PROGRAM, "new", "meeting", "present=5", "--date", "2027-01-10", cwd=a)
    assert status == 0, said
    status, said, error = run(PROGRAM, *CLAIM[:4], "--received", "2027-01-10", "--household", "h001", "--date", "2027-01-09", cwd=a, SOURCE_DATE_EPOCH="1799568000")
    assert status == 0 and os.path.exists(os.path.join(a, "records/claims/2027.yaml")), error
    assert was == [read(f) for f in files]
    status, said, error = gongshi(a, "ledger", "--date", "2027-01-12", "--cycle", "2027")
    assert status == 0 and "2027年度" in said and not re.search(r"h002 .* 2 ", said), (said, error)


if __name__ == "__main__":
    sys.exit(test.run(village) if shutil.which("git") else print("git is not installed") or 77)
