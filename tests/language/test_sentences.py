from hypothesis import given
from hypothesis import strategies as st

from kg.language.sentences import LONGEST, split_sentences


@given(st.text("甲乙。！？；，\n 「」」(a1", max_size=60))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert spans == sorted(spans)
    covered = {i for start, end in spans for i in range(start, end)}
    assert len(covered) == sum(end - start for start, end in spans)
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert all("\n" not in text[start:end] and text[start:end].strip() for start, end in spans)


def test_a_quotation_mark_stays_with_its_sentence() -> None:
    text = "他说：「会谈结束。」她问：“何时？”"
    assert [text[start:end] for start, end in split_sentences(text)] == ["他说：「会谈结束。」", "她问：“何时？”"]


def test_a_sentence_without_end_is_cut() -> None:
    spans = split_sentences("会" * (3 * LONGEST))
    assert [end - start for start, end in spans] == [LONGEST] * 3
    text = "会" * 400 + "，" + "谈" * 400
    assert split_sentences(text) == [(0, 401), (401, 801)]
