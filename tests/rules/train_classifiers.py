"""Learns the weights of the classifiers from the dev lines beside this file: python -m tests.rules.train_classifiers

Run it after adding lines or meanings, then the tests: they measure on lines that are not learnt from.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from outreach_bot.rules import consent, danger, languages
from outreach_bot.rules.classifier import features, train
from outreach_bot.rules.phrases import heard
from tests.rules.ordinary import answers

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES = Path(danger.__file__).parent
KINDS = ("ice", "violence", "trafficking", "suicide")
VOCABULARY = ("marks", "function_words", "concepts")  # words, not what somebody says
STRANGERS = ("pt", "ht", "pl")
FEW = 4  # theirs are few beside ours: each counts so often
_AROUND = 6  # words of something harmless that stand around a danger, half of them before it
LEAST = 4  # tenths: smaller weights change no verdict
# Conversations that people in danger start: what leads to them is neither harmless nor all danger.
NEAR_DANGER = ("violence.yaml", "mental_health.yaml")


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
        if isinstance(loaded, dict) and path.name == "words.yaml":
            found += texts([said for section, said in loaded.items() if section not in VOCABULARY])
        elif isinstance(loaded, dict) and path.name not in NEAR_DANGER:
            found += [*texts(loaded.get("start")), *texts(options(loaded.get("steps")))]
    return sorted({text for text in found if not asks_to_stop(consent._SPELLING.correct(heard(text)))})


def options(loaded: object) -> list[object]:
    """What may be chosen in the steps of a flow: values, labels, and the words that mean them."""
    inside = loaded.values() if isinstance(loaded, dict) else loaded if isinstance(loaded, list) else []
    own = loaded.get("options") if isinstance(loaded, dict) else None
    return [own, *(found for part in inside for found in options(part))]


def asks_to_stop(words: list[str]) -> bool:
    """By the rules alone: what is to be learnt must not depend on what was."""
    return consent._whole(words) != "no" or bool(consent._SAID.find(words, about="yes"))


def dangerous(text: str) -> bool:
    """By the rules alone, too."""
    return bool(danger._by_rule(text, danger._SPELLING.correct(heard(text))))


def texts(loaded: object) -> list[str]:
    if isinstance(loaded, str):
        return [loaded]
    inside = loaded.values() if isinstance(loaded, dict) else loaded if isinstance(loaded, list) else []
    return [text for part in inside for text in texts(part)]


def at_length(dangers: list[tuple[str, str]], written: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """What is looked at when somebody tells a long story: the whole, and each sentence, of which one without full stops
    is all stretches that begin and end anywhere. A harmless story is harmless in each; of short lines, long ones are
    made."""
    for kind, text in dangers:
        words = danger._SPELLING.correct(heard(text))
        yield kind, words
        if kind == "-" and len(words) > danger._STRETCH:
            yield from (("-", sentence) for sentence in danger._sentences(text))
    spelt = [(kind, danger._SPELLING.correct(heard(text))) for kind, text in written]
    plain = [words for kind, words in spelt if kind == "-"]
    for before, here, after in zip(plain, plain[1:], plain[2:], strict=False):
        yield from (("-", stretch) for stretch in list(danger._stretches(before + here + after))[1:2])
    short = [(kind, words) for kind, words in spelt if kind != "-" and len(words) <= danger._STRETCH - _AROUND]
    for (kind, words), around in zip(short[::2], plain, strict=False):
        yield kind, (around[-_AROUND // 2 :] + words + around)[: danger._STRETCH]


def learn(examples: list[tuple[str, set[str]]], classes: tuple[str, ...]) -> str:
    """The table of weights. What was seen once is not learnt: it would be by heart."""
    seen = Counter(name for _, names in examples for name in names)
    weights = train([({n for n in names if seen[n] > 2}, expected) for expected, names in examples], classes, rounds=15)
    rows = []
    for name in sorted(weights):
        tenths = [round(10 * weight) for weight in weights[name]]
        if not name or any(abs(weight) >= LEAST for weight in tenths):
            rows.append(" ".join([name, *map(str, tenths)]))
    return "\n".join([" ".join(classes), *rows])


def write(module: str, table: str, about: str) -> None:
    text = f'"""Weights for {about}, written by tests/rules/train_classifiers.py: not for editing."""\n\n'
    (RULES / f"{module}.py").write_text(f'{text}WEIGHTS = """\n{table}\n"""\n')
    print(module, table.count("\n"), "features")


def main() -> None:
    harmless = [*said_in_flows(), *answers("learnt")]
    written = lines("danger_dev.txt")
    dangers = written + [("-", text) for text in harmless]
    # Who is in danger must not be taken for somebody who wants no more texts, nor the other way round.
    stops = lines("optout_dev.txt")
    opt_outs = stops + [("no", text) for _, text in dangers]
    dangers += [("-", text) for wanted, text in stops if wanted == "yes" and not dangerous(text)]
    seen = [(kind, features(words, danger._MEANINGS)) for kind, words in at_length(dangers, written)]
    write("danger_weights", learn(seen, KINDS), "danger")
    seen = [(wanted, features(consent._SPELLING.correct(heard(text)), consent._MEANINGS)) for wanted, text in opt_outs]
    write("consent_weights", learn(seen, ("yes", "ask")), "opt-outs")
    learn_languages([text for _, text in opt_outs])


def learn_languages(ours: list[str]) -> None:
    rows = (line.split("|", 1) for line in (HERE / "languages_dev.txt").read_text().splitlines() if line[:1] != "#")
    examples = [(language, languages.letters(text)) for language, text in rows for _ in range(FEW)]
    examples += [("-", languages.letters(text)) for text in ours]
    random.Random(1).shuffle(examples)
    write("languages_weights", learn(examples, STRANGERS), "languages we do not offer")


if __name__ == "__main__":
    main()
