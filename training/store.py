"""A trained judge → the weights file that NumPy reads."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.network import PLAIN, Judge


def arrays(judge: Judge, threshold: float) -> dict[str, NDArray[np.generic]]:
    """The weights by name: half precision, and a byte for each number of a name's vector."""
    state = {name: value.detach().numpy() for name, value in judge.state_dict().items()}
    texts, texts_scale = _bytes(state["texts.weight"])
    stored: dict[str, NDArray[np.generic]] = {
        "features": np.array(judge.form.features),
        "dilations": np.array(judge.form.dilations),
        "mean": state["mean"],
        "scale": state["scale"],
        "texts": texts,
        "texts_scale": texts_scale,
        "first": _half(state["first.weight"].T),
        "first_bias": state["first.bias"],
        "page": _half(state["page.weight"].T),
        "page_bias": state["page.bias"],
        "context": _half(state["context.weight"].T),
        "kind": _half(state["kind.weight"].T),
        "kind_bias": state["kind.bias"],
        "plain": np.array(PLAIN),
        "doubt": np.array(judge.form.doubt, dtype=np.float32),
        "like": _half(state["like.weight"].T),
        "last": state["last.weight"].T,
        "last_bias": state["last.bias"],
        "threshold": np.array(threshold, dtype=np.float32),
    }
    if judge.form.names:
        stored["names"], stored["names_scale"] = _bytes(state["names.weight"])
    if judge.form.reasons:
        stored["reason"], stored["reason_bias"] = state["reason.weight"].T, state["reason.bias"]
    if judge.form.facts:
        stored["fact"], stored["fact_bias"] = state["fact.weight"].T, state["fact.bias"]
    if judge.form.begins:
        stored["begin"], stored["begin_bias"] = state["begin.weight"].T, state["begin.bias"]
    for place in range(len(judge.form.dilations)):
        stored[f"taps{place}"] = _half(state[f"taps.{place}.weight"].T)
        stored[f"bias{place}"] = state[f"taps.{place}.bias"]
        stored[f"out{place}"] = _half(state[f"outs.{place}.weight"].T)
        stored[f"out_bias{place}"] = state[f"outs.{place}.bias"]
    return stored


def write(path: Path, stored: dict[str, NDArray[np.generic]]) -> None:
    """The file, compressed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, allow_pickle=False, **stored)


def _bytes(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each number as a byte, and the column's scale."""
    scale = np.abs(vectors).max(axis=0) / 127
    return np.round(vectors / scale).astype(np.int8), scale


def _half(values: NDArray[np.float32]) -> NDArray[np.float16]:
    return values.astype(np.float16)
