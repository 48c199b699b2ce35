"""Text to unit vectors."""

from pathlib import Path

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.encoder import Encoder, unit

TEXTS = ("happy birthday", "we shipped it", "", "sorry", "party " * 50, "unheard of", "happy birthday")
LONG = "happy party cake rocket love heart run man person fire server launch ship it to the sad loss"


def _encoder(bundle: Path, max_tokens: int) -> Encoder:
    model, tokenizer = (bundle / "encoder.onnx").read_bytes(), (bundle / "tokenizer.json").read_text()
    return Encoder(model, tokenizer, max_tokens=max_tokens)


def test_batch_and_single_calls_give_the_same_bits(tiny: Bundle, real_bundle: Bundle) -> None:
    for encoder in (tiny.ranker.encoder, real_bundle.ranker.encoder):
        batch = encoder.encode(TEXTS)
        assert batch.dtype == np.float32
        assert batch.shape == (len(TEXTS), encoder.dimension)
        for row, text in zip(batch, TEXTS, strict=True):
            assert np.array_equal(row, encoder.encode([text])[0])
            assert np.array_equal(row, encoder.encode_ids(encoder.token_ids(text)))


def test_no_texts_give_no_vectors(tiny: Bundle) -> None:
    assert tiny.ranker.encoder.encode([]).shape == (0, tiny.manifest.dimension)


def test_vectors_have_length_one(tiny: Bundle, real_bundle: Bundle) -> None:
    for encoder in (tiny.ranker.encoder, real_bundle.ranker.encoder):
        lengths = np.linalg.norm(encoder.encode(["happy birthday", "we shipped it"]), axis=1)
        assert lengths == pytest.approx(1, abs=1e-6)


def test_a_vector_of_zeros_stays_as_it_is() -> None:
    assert np.array_equal(unit(np.zeros(3, dtype=np.float32)), np.zeros(3))
    assert unit(np.asarray([3, 4], dtype=np.float32)) == pytest.approx([0.6, 0.8])


def test_the_two_bundles_tell_different_words_apart(tiny: Bundle, real_bundle: Bundle) -> None:
    for encoder in (tiny.ranker.encoder, real_bundle.ranker.encoder):
        cake, fire = encoder.encode(["birthday cake", "fire"])
        assert float(cake @ fire) < 0.7


@pytest.mark.parametrize("max_tokens", [2, 3, 4, 7, 16, 19])
def test_of_a_long_text_head_and_tail_are_read_between_the_marks(tiny_bundle: Path, max_tokens: int) -> None:
    whole = _encoder(tiny_bundle, 10_000).token_ids(LONG)
    ids = _encoder(tiny_bundle, max_tokens).token_ids(LONG)
    head, tail = (max_tokens + 1) // 2, max_tokens // 2
    assert len(whole) == 20
    assert ids == whole[:head] + whole[len(whole) - tail :]
    assert ids[0] == whole[0] == 2  # [CLS]
    assert ids[-1] == whole[-1] == 3  # [SEP]


def test_a_text_of_just_the_limit_is_read_whole(tiny_bundle: Path) -> None:
    whole = _encoder(tiny_bundle, 10_000).token_ids(LONG)
    assert _encoder(tiny_bundle, len(whole)).token_ids(LONG) == whole


@pytest.mark.parametrize("max_tokens", [1, 0, -5])
def test_fewer_tokens_than_head_and_tail_are_refused(tiny_bundle: Path, max_tokens: int) -> None:
    with pytest.raises(ValueError, match="max_tokens"):
        _encoder(tiny_bundle, max_tokens)


def test_first_and_last_words_of_a_long_text_change_its_vector(tiny: Bundle, real_bundle: Bundle) -> None:
    for encoder in (tiny.ranker.encoder, real_bundle.ranker.encoder):
        middle = "we ship it to the server " * 100
        plain, first, last = encoder.encode([middle, f"love {middle}", f"{middle} thanks"])
        assert float(plain @ first) < 0.9999
        assert float(plain @ last) < 0.9999


def test_messages_are_never_padded_or_cut_by_the_tokenizers_own_settings(real_bundle: Bundle) -> None:
    encoder = real_bundle.ranker.encoder
    assert len(encoder.token_ids("thanks")) == 3
    assert len(encoder.token_ids("thanks " * 1000)) == real_bundle.manifest.max_tokens


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("happy party", 1),
        ("happy qwxz", 5 / 9),
        ("qwxz zzyx", 0),
        ("happy, qwxz!!!", 5 / 9),
        ("...", 0),
        ("", 0),
    ],
)
def test_familiarity_is_the_share_of_letters_in_known_words(tiny: Bundle, text: str, share: float) -> None:
    assert tiny.ranker.encoder.familiarity(text) == pytest.approx(share)


def test_a_word_in_pieces_is_unfamiliar_to_the_real_tokenizer(real_bundle: Bundle) -> None:
    familiarity = real_bundle.ranker.encoder.familiarity
    assert familiarity("happy birthday to all of you") == 1
    assert familiarity("fjdksl qpwoei vmcnxb") < 0.2
    assert 0.3 < familiarity("happy birthday fjdkslqpwoei") < 0.7
