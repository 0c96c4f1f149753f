"""Which files are entries, and which are passed over with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from folders import GOOD, contents, write
from limen.errors import NoSuchInput, OutputRefused, Severity
from limen.files import find_around, find_entries, printable, read_file, write_files


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def found(*roots: str) -> list[str]:
    return [each.path for each in find_entries(map(Path, roots)).files]


def reasons(*roots: str) -> list[tuple[str, str, Severity]]:
    return [(each.path, each.code, each.severity) for each in find_entries(map(Path, roots)).findings]


def test_find_when_names_differ():
    """Entries end in .md or .json and begin with neither dot nor underscore, and neither do their folders."""
    names = ["b.md", "a.json", "two words.md", "c.txt", "_d.md", ".e.md", "_f/g.md", ".h/i.md", "j.md.yaml"]
    write(Path("r/weakness/org"), dict.fromkeys(names, GOOD))
    assert [f"weakness/org/{name}" for name in ("a.json", "b.md", "two words.md")] == found("r")


def test_find_when_pages_describe_the_registry():
    """Pages in capitals and files beside the type folders are no entries, and it is noted."""
    write(Path("r"), {"weakness/README.md": "", "weakness.md": "", "INDEX.md": "", "weakness/org/a.md": GOOD})
    assert ["weakness/org/a.md"] == found("r")
    notes = [f"r/{name}" for name in ("INDEX.md", "weakness.md", "weakness/README.md")]
    assert [(name, "not-an-entry", Severity.NOTE) for name in notes] == reasons("r")


@pytest.mark.parametrize("root", ["r", "r/", "./r", "r/weakness", "r/weakness/org", "r/weakness/org/a.md"])
def test_find_when_a_part_is_given(root):
    """A folder of a registry, or one file of it, has the same paths as the whole."""
    write(Path("r"), {"weakness/org/a.md": GOOD})
    assert ["weakness/org/a.md"] == found(root)


def test_find_when_there_is_no_registry():
    """A file outside every registry is known by its name, and files of a folder by their paths in it."""
    write(Path(), {"x/a.md": GOOD, "x/b/c.md": GOOD})
    assert ["a.md"] == found("x/a.md")
    assert ["a.md", "b/c.md"] == found("x")


def test_find_when_a_registry_is_given_twice():
    """The same file is one entry, however it is reached."""
    write(Path("r"), {"weakness/org/a.md": GOOD})
    Path("link").symlink_to("r", target_is_directory=True)
    assert (["weakness/org/a.md"], []) == (
        found("r", str(Path("r").absolute()), "link"),
        reasons("r", "link"),
    )


def test_find_when_two_registries_have_the_same_path():
    """Of two files with one path the first is taken, and the other is an error that names both."""
    write(Path(), {"r/weakness/org/a.md": GOOD, "s/weakness/org/a.md": GOOD})
    search = find_entries([Path("r"), Path("s")])

    assert ["r/weakness/org/a.md"] == [each.shown for each in search.files]
    assert ["weakness/org/a.md"] == list(search.left_out)
    told = "s/weakness/org/a.md: error[same-path]: r/weakness/org/a.md has the same path in its registry"
    assert [f"{told} (give one registry at a time)"] == [str(each) for each in search.findings]


def test_find_when_links_lead_out():
    """Links out of the registry are refused: to a file, to a folder, and beside a note."""
    write(
        Path(),
        {"r/weakness/org/a.md": GOOD, "r/weakness/org/n.md": "A note.\n", "out/b.md": GOOD, "out/y": ""},
    )
    home = Path("r/weakness/org")
    (home / "b.md").symlink_to(Path("out/b.md").absolute())
    (home / "c").symlink_to(Path("out").absolute(), target_is_directory=True)
    (home / "n.md.yaml").symlink_to(Path("out/y").absolute())

    assert ["weakness/org/a.md"] == found("r")
    assert [
        (f"r/weakness/org/{name}", "link-out", Severity.ERROR) for name in ("b.md", "c", "n.md")
    ] == reasons("r")


def test_find_when_a_link_stays_inside():
    """A link to another file of the registry is an entry of its own."""
    write(Path("r"), {"weakness/org/a.md": GOOD})
    Path("r/weakness/org/b.md").symlink_to("a.md")
    assert ["weakness/org/a.md", "weakness/org/b.md"] == found("r")


@pytest.mark.parametrize("kind", ["pipe", "broken link", "loop", "link to a folder"])
def test_find_when_there_is_no_file(kind):
    """What is not a file is told and never opened."""
    write(Path("r"), {"weakness/org/a.md": GOOD})
    odd = Path("r/weakness/org/b.md")
    if kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to({"broken link": "none.md", "loop": "b.md", "link to a folder": "."}[kind])

    assert ["weakness/org/a.md"] == found("r")
    assert [(str(odd), "not-a-file", Severity.ERROR)] == reasons("r")


def test_find_when_a_folder_has_an_ending():
    """A folder called b.md is a folder."""
    write(Path("r"), {"weakness/org/b.md/c.md": GOOD})
    assert ["weakness/org/b.md/c.md"] == found("r")


@pytest.mark.parametrize(
    "name", [b"a\nb.md", b"a\x1b[31m.md", b"caf\xe9.md", b"a\xe2\x80\xa8b.md", b"a\xc2\x85b.md"]
)
def test_find_when_a_name_cannot_be_shown(name):
    """A name that would break a line of output, or is not UTF-8, is refused and shown with escapes."""
    folder = Path("r/weakness/org")
    folder.mkdir(parents=True)
    (folder / os.fsdecode(name)).write_text(GOOD)
    search = find_entries([Path("r")])

    assert () == search.files
    assert ["bad-name"] == [each.code for each in search.findings]
    assert search.findings[0].path.isprintable()
    assert [printable(f"weakness/org/{os.fsdecode(name)}")] == list(search.left_out)


@pytest.mark.parametrize("files", [{}, {"weakness/README.md": ""}, {"weakness/_a.md": GOOD}])
def test_find_when_there_are_no_entries(files):
    """A folder without entries is an error: it is hardly what was meant."""
    Path("r").mkdir()
    write(Path("r"), files)
    assert ("r", "no-entries", Severity.ERROR) in reasons("r")


def test_find_when_nothing_is_there():
    """A root that is not there is wrong use."""
    with pytest.raises(NoSuchInput, match="nowhere: no such file or folder"):
        find_entries([Path("nowhere")])


def test_find_when_a_folder_cannot_be_read(monkeypatch):
    """A folder that may not be listed is told, not passed over in silence."""
    Path("r").mkdir()

    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(NoSuchInput, match="r: Permission denied"):
        find_entries([Path("r")])


def test_check_when_a_file_cannot_be_read(registry, limen, monkeypatch):
    """A file that may not be opened is left out like one that cannot be understood."""
    write(registry, {"weakness/org/b.md": GOOD})
    opened = Path.open

    def refuse(self, *arguments, **options):
        if self.name == "b.md":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    run = limen("check")

    assert 1 == run.code
    assert (
        "registry/weakness/org/b.md: error[unreadable]: registry/weakness/org/b.md: Permission denied"
        in run.err
    )
    assert "checked 1 entries" in run.out


def test_read_when_a_file_is_huge():
    """No more is read of a file than tells that it is too large."""
    Path("a.md").write_bytes(b"a" * 7_000_000)
    assert 6_000_000 == len(read_file(Path("a.md")))


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["check"], ["query", "-e", "ASK { ?s ?p ?o }"], ["resolve", "secid:entity/a.org"]],
    ids=lambda each: each[0],
)
def test_read_when_a_command_runs(registry, limen, monkeypatch, arguments):
    """A command reads every entry once, also where something is derived from it or left out."""
    entity = "---\ntype: entity\nnamespace: {}.org\nfull_name: A\nknown_through: '2026-01-01'\n{}---\n"
    dangling = "operator: secid:entity/none.org\n"
    write(
        registry, {"entity/org/a.md": entity.format("a", ""), "entity/org/b.md": entity.format("b", dangling)}
    )
    read: list[str] = []

    def reading(file):
        read.append(file.name)
        return read_file(file)

    monkeypatch.setattr("limen.publish.registry.read_file", reading)
    limen(*arguments)
    assert ["a.md", "b.md", "example.md"] == sorted(read)


def test_write_when_all_is_well():
    """Files are written under their names, readable by all, with nothing beside them."""
    written = write_files(Path("x/y"), [("a", [b"1", b"2"]), ("b", [])])

    assert [Path("x/y/a"), Path("x/y/b")] == written == sorted(Path("x/y").iterdir())
    assert b"12" == Path("x/y/a").read_bytes()
    assert 0o644 == Path("x/y/a").stat().st_mode & 0o777


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(5, "Input/output error")], ids=repr)
@pytest.mark.parametrize("done", [0, 1, 2])
def test_write_when_stopped_between_two_names(monkeypatch, error, done):
    """Ctrl-C or a failing disk after some files have taken their names puts all the old ones back."""
    before = contents(write(Path("x"), {"a": "old a\n", "c": "old c\n", "other": "kept\n"}))
    replace, count = Path.replace, 0

    def stop(self, target):
        nonlocal count
        count += 1
        if count == done + 1:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises((KeyboardInterrupt, OutputRefused)):
        write_files(Path("x"), [("a", [b"new a"]), ("b", [b"new b"]), ("c", [b"new c"])])
    assert before == contents(Path("x"))


def test_write_when_the_disk_has_no_links(monkeypatch):
    """Where files cannot be linked the old ones are copied, and come back all the same."""
    before = contents(write(Path("x"), {"a": "old\n"}))
    replace = Path.replace

    def refuse(*_arguments, **_options):
        raise PermissionError(1, "Operation not permitted")

    def stop(self, target):
        if self.parent.name == "new" and self.name == "b":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_files(Path("x"), [("a", [b"new"]), ("b", [b"new"])])
    assert before == contents(Path("x"))


def test_write_when_a_name_is_a_link():
    """A link in a file's place is replaced, and what it leads to stays as it is."""
    write(Path("x"), {"target": "old\n"})
    Path("x/a").symlink_to("target")
    write_files(Path("x"), [("a", [b"new"])])

    assert b"new" == Path("x/a").read_bytes()
    assert not Path("x/a").is_symlink()
    assert b"old\n" == Path("x/target").read_bytes()


@pytest.mark.parametrize("root", ["r/weakness", "r/weakness/org", "r/weakness/org/a.md"])
def test_around_when_a_part_is_given(root):
    """Around a part are the other entries of its registry, as their user would type them, and nothing else."""
    names = ["weakness/org/a.md", "weakness/README.md", "entity/org/b.md", "notes/c.md", "entity/org/d.txt"]
    write(Path("r"), dict.fromkeys(names, GOOD))
    around = find_around([Path(root)], found(root))
    assert [("entity/org/b.md", "r/entity/org/b.md")] == [(each.path, each.shown) for each in around]


@pytest.mark.parametrize("root", ["r", "x", "x/a.md"])
def test_around_when_a_whole_is_given(root):
    """Nothing is around a whole registry, or around what lies in none."""
    write(Path(), {"r/weakness/org/a.md": GOOD, "r/entity/org/b.md": GOOD, "x/a.md": GOOD, "x/b.md": GOOD})
    assert () == find_around([Path(root)], found(root))
