"""What a run remembers for the next one."""

from pathlib import Path

import pytest

from service.commands.journal import Journal, JournalRefused, Mark


def reopened(path: Path, store: str = "data") -> Journal:
    return Journal.open(path, store=store)


def test_marks_are_there_for_the_next_run(tmp_path: Path) -> None:
    first = reopened(tmp_path / "journal")
    first.add([Mark("a"), Mark("b", 3), Mark("b", 7)])
    first.close()

    again = reopened(tmp_path / "journal")

    assert [again.done(source) for source in ("a", "b", "c")] == [1, 7, 0]


def test_a_line_that_was_cut_off_costs_itself_alone(tmp_path: Path) -> None:
    first = reopened(tmp_path / "journal")
    first.add([Mark("a")])
    first.add([Mark("b")])
    first.close()
    whole = (tmp_path / "journal").read_bytes()
    (tmp_path / "journal").write_bytes(whole[:-4])

    second = reopened(tmp_path / "journal")
    second.add([Mark("c")])
    second.close()
    third = reopened(tmp_path / "journal")

    assert [third.done(source) for source in ("a", "b", "c")] == [1, 0, 1]


def test_another_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Call Ida.\n")

    with pytest.raises(JournalRefused, match="is no journal"):
        reopened(other)

    assert other.read_text() == "Call Ida.\n"


def test_the_journal_of_another_store_is_refused(tmp_path: Path) -> None:
    reopened(tmp_path / "journal", store="here").close()

    with pytest.raises(JournalRefused, match="another store"):
        reopened(tmp_path / "journal", store="there")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JournalRefused, match="cannot be used"):
        reopened(tmp_path)


def test_without_a_path_nothing_is_remembered() -> None:
    journal = Journal.open(None, store="data")

    journal.add([Mark("a")])

    assert journal.done("a") == 0
