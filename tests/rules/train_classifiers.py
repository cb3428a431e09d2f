"""Learns the weights of the classifiers from the dev lines beside this file: python tests/rules/train_classifiers.py

Run it after adding lines or meanings, then the tests: they measure on lines that are not learnt from.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import yaml

from outreach_bot.rules import consent, danger
from outreach_bot.rules.classifier import features, train
from outreach_bot.rules.phrases import heard

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES = Path(danger.__file__).parent
KINDS = ("ice", "violence", "trafficking", "suicide")


def lines(name: str) -> list[tuple[str, str]]:
    """(expected, text) of each line of a file."""
    rows = (line.split("|", 2) for line in (HERE / name).read_text().splitlines() if line and line[0] != "#")
    found = [(expected, text.replace(r"\n", "\n")) for _, expected, text in rows]
    random.Random(1).shuffle(found)
    return found


def said_in_flows() -> list[str]:
    """What members say without meaning either: answers, commands, and the examples that lead to a flow."""
    found: list[str] = []
    for path in sorted([*ROOT.glob("locales/*/words.yaml"), *ROOT.glob("flows/*/*.yaml")]):
        loaded = yaml.safe_load(path.read_text())
        if isinstance(loaded, dict):
            found += texts(loaded if path.name == "words.yaml" else loaded.get("start"))
    return sorted({text for text in found if not asks_to_stop(consent._SPELLING.correct(heard(text)))})


def asks_to_stop(words: list[str]) -> bool:
    """By the rules alone: what is to be learnt must not depend on what was."""
    return consent._whole(words) != "no" or bool(consent._SAID.find(words, about="yes"))


def texts(loaded: object) -> list[str]:
    if isinstance(loaded, str):
        return [loaded]
    inside = loaded.values() if isinstance(loaded, dict) else loaded if isinstance(loaded, list) else []
    return [text for part in inside for text in texts(part)]


def learn(examples: list[tuple[str, set[str]]], classes: tuple[str, ...], *, favour: float) -> str:
    """The table of weights, each class against all else. What was seen once is not learnt: it would be by heart."""
    seen = Counter(name for _, names in examples for name in names)
    kept = [(expected, {name for name in names if seen[name] > 1}) for expected, names in examples]
    weights = [
        train([(names, expected == of) for expected, names in kept], rounds=15, favour=favour) for of in classes
    ]
    rows = []
    for name in sorted(set().union(*weights)):
        hundredths = [round(100 * one.get(name, 0)) for one in weights]
        if not name or any(abs(weight) >= 5 for weight in hundredths):
            rows.append(" ".join([name, *map(str, hundredths)]))
    return "\n".join([" ".join(classes), *rows])


def write(module: str, table: str, about: str) -> None:
    text = f'"""Weights for {about}, written by tests/rules/train_classifiers.py: not for editing."""\n\n'
    (RULES / f"{module}.py").write_text(f'{text}WEIGHTS = """\n{table}\n"""\n')
    print(module, table.count("\n"), "features")


def main() -> None:
    harmless = said_in_flows()
    dangers = lines("danger_dev.txt") + [("-", text) for text in harmless]
    opt_outs = [(expected, text) for expected, text in lines("optout_dev.txt") if expected != "ask"]
    # Who is in danger must not be taken for somebody who wants no more texts.
    opt_outs += [("no", text) for _, text in dangers]
    seen = [(kind, features(danger._SPELLING.correct(heard(text)), danger._MEANINGS)) for kind, text in dangers]
    write("danger_weights", learn(seen, KINDS, favour=2), "danger")
    seen = [(wanted, features(consent._SPELLING.correct(heard(text)))) for wanted, text in opt_outs]
    write("consent_weights", learn(seen, ("yes",), favour=1), "opt-outs")


if __name__ == "__main__":
    main()
