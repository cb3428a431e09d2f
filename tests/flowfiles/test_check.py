"""One bad file per rule. `#!` in a file marks the line the fault must name, with a part of its sentence;
`#?` marks a warning. Nothing else may be reported."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from outreach_bot.errors import FlowFault
from outreach_bot.flowfiles import check_journeys
from outreach_bot.flowfiles.check import RULES, of_flow
from outreach_bot.flowfiles.check_people import people_can_go_on
from outreach_bot.flowfiles.load import load_book

TODAY = date(2026, 11, 22)
END = "\ntests: [{name: t, script: [{in: BAD}]}]\n"
HEAD = 'title: "Bad"\nstart: {keywords: {en: [BAD], es: [MALO]}}\n'

CASES: dict[str, str] = {
    "unknown key": 'titel: "Bad" #! “titel” is not known here: did you mean “title”?\n' + HEAD + "steps:\n  a: {end: x}" + END,
    "unknown key in a step": HEAD + """steps:
  a:
    ask: "What?"
    answer: text
    sav: name #! “sav” is not known here: did you mean “save”?
    end: x""" + END,
    "unknown key in a start": 'title: "Bad"\nstart:\n  keyword: {en: [BAD]} #! did you mean “keywords”?\nsteps:\n  a: {end: x}' + END,
    "unknown verb": HEAD + 'steps:\n  a: #! does nothing we know: did you mean “handoff”?\n    hand_off: {queue: x, say: "y"}\n    end: x' + END,
    "two verbs": HEAD + 'steps:\n  a:\n    say: "Hi."\n    set: {x: 1} #! does two things at once (say, set)\n    end: x' + END,
    "no steps": HEAD.replace("title", "title") + "steps: {} #! a flow needs steps" + END,
    "step without content": HEAD + "steps:\n  a: #! does nothing; give it one of" + END,
    "name of a step": HEAD + 'steps:\n  Ask One: {say: "Hi.", end: x} #! cannot be a step\'s name' + END,
    "a retry for no reason": HEAD + 'steps:\n  a: {ask: "Hi?", answer: integer, retry: [{when: rnge, say: "One."}], end: x} #! “rnge” cannot stand here' + END,
    "no tries": HEAD + 'steps:\n  a: {ask: "Hi?", answer: integer, tries: 0, end: x} #! “tries”: the least that can stand here is 1' + END,
    "no answer": HEAD + 'steps:\n  a: {ask: "Hi?", answer: , end: x} #! say of which type the answer is' + END,
    "one = in an expression": HEAD + 'steps:\n  a: {set: {x: "1"}}\n  b: {branch: [{if: "x = 1", goto: c}, {else: c}]} #! compared with ==\n  c: {end: x}' + END,
    "a ZIP in an expression": HEAD + 'steps:\n  a: {set: {x: "06106"}} #! put digits that begin with 0 between quotes\n  c: {end: x}' + END,
    "too few values for a function": HEAD + 'steps:\n  a: {set: {x: "days_since()"}} #! days_since() takes 1 value\n  c: {end: x}' + END,
    "a filter": HEAD + 'steps:\n  a: {set: {x: "1|upper"}} #! | is not allowed in an expression\n  c: {end: x}' + END,
    "a split with one way": HEAD + 'steps:\n  a: {split: [{value: a, weight: 1, goto: c}]} #! write at least 2\n  c: {end: x}' + END,
    "a split without weight": HEAD + 'steps:\n  a: {split: [{value: a, weight: 0, goto: c}, {value: b, weight: 1, goto: c}]} #! the least that can stand here is 1\n  c: {end: x}' + END,
    "a split with a value twice": HEAD + 'steps:\n  a: {split: [{value: a, weight: 2, goto: c}, {value: a, weight: 1, goto: c}]} #! could not tell them apart\n  c: {end: x}' + END,
    "a story without lines": HEAD + 'steps:\n  a: {say: "Hi.", end: x}\ntests: [{name: t, script: []}] #! “script”: write at least 1',
    "a story in a language nobody offers": HEAD + 'steps:\n  a: {say: "Hi.", end: x}\ntests: [{name: t, lang: fr, script: [{in: BAD}]}] #! “fr” is not an offered language',
    "a story at no time": HEAD + 'steps:\n  a: {say: "Hi.", end: x}\ntests: [{name: t, now: noon, script: [{in: BAD}]}] #! a time here is written like',
    "a story that says two things": HEAD + 'steps:\n  a: {say: "Hi.", end: x}\ntests: [{name: t, script: [{in: [BAD, x]}]}] #! is one text',
    "a story about a flow that is not there": HEAD + """steps:
  a: {ask: "What?", answer: text, end: x}
tests:
  - name: t
    script:
      - {in: BAD, asks: meun/list} #! there is no flow “meun”: did you mean “menu”?
      - {in: BAD, asks: menu/lst} #! there is no step “lst” in “menu”""",
    "no answer between min and max": HEAD + 'steps:\n  a: {ask: "Hi?", answer: {type: integer, min: 9, max: 1}, end: x} #! mend min or max' + END,
    "a day in past and future": HEAD + 'steps:\n  a: {ask: "Hi?", answer: {type: date, past: true, future: true}, end: x} #! either past or future' + END,
    "a retry that is never said": HEAD + """steps:
  a:
    ask: "Hi?"
    answer: integer
    retry:
      - "One number."
      - {when: range, say: "The first one."}
      - "A number, like 2."
      - "Only a number." #? never said: after 3 tries
    end: x""" + END,
    "a value that no option has": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    save: fruit
    options: [{value: apple, label: "Apple"}, {value: pear, label: "Pear"}]
    next:
      - {if: "answer == 'aple'", goto: c} #! “answer” is never “aple”: did you mean “apple”?
      - {if: "member.language == 'sp'", goto: c} #! “member.language” is never “sp”
      - {else: b}
  b: {branch: [{if: "fruit in ['pear', 'plum']", goto: c}, {else: c}]} #! “fruit” is never “plum”
  c: {end: x}""" + END,
    "a keyword without letters": 'title: "Bad"\nstart:\n  keywords: {en: [BAD], es: ["¡!"]} #! has no letters or digits\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "a private flow that lasts for days": HEAD + 'private: true\nexpire: 3d #! 24h at most\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "expire without private": HEAD + 'expire: 4h #! expire is for private flows\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "two options with one value": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm"}
      - {value: farm, label: "Garden"} #! two options have the same value
    end: x""" + END,
    "doubled key": HEAD + 'steps:\n  a: {say: "Hi.", end: y}\n  a: {end: x} #! stands here a second time (first on line 4)' + END,
    "missing part": HEAD + 'steps:\n  a: {handoff: {say: "Wait."}, end: x} #! “queue” is missing here' + END,
    "answer type": HEAD + 'steps:\n  a: {ask: "Hi?", answer: numbr, end: x} #! “numbr” is not an answer type' + END,
    "answer setting": HEAD + 'steps:\n  a:\n    ask: "Hi?"\n    answer: {type: decimal, mini: 1} #! “mini” is not known here\n    end: x' + END,
    "duration": HEAD + 'expire: 4 hours #! is not a duration; write it like 90s\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "kind": HEAD + 'kind: rights #! expected: \nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "true or false": HEAD + 'private: perhaps #! write true or false\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "text expected": HEAD + "steps:\n  a: {say: 12, end: x} #! a text is expected here" + END,
    "expression": HEAD + 'steps:\n  a: {set: {x: "2 ** 3"}} #! is not allowed in an expression\n  b: {end: x}' + END,
    "decimal in an expression": HEAD + 'steps:\n  a: {set: {x: "2 * 1.5"}} #! no decimal numbers here\n  b: {end: x}' + END,
    "branch without else": HEAD + """steps:
  a:
    branch: [{if: "member.channel == 'sms'", goto: b}] #! the last arm must be {else: …}
  b: {end: x}""" + END,
    "else in the middle": HEAD + """steps:
  a:
    branch: [{else: b}, {if: "true", goto: b}] #! must be the last arm
  b: {end: x}""" + END,
    "unresolved step": HEAD + 'steps:\n  a: {say: "Hi.", next: bee} #! there is no step “bee”: did you mean “been”?\n  been: {end: x} #! no step leads to “been”' + END,
    "numbers that are not the options'": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options: [{value: x, label: "One"}, {value: y, label: "Two"}, {value: z, label: "Three"}]
    tries: 4
    retry:
      - "Reply 1, 2 or 3."
      - "1 or 2, please." #! names numbers up to 2, and the question has 3 options
      - "Not sure? 4." #! names numbers up to 4, and the question has 3 options
    end: x""" + END,
    "unresolved option": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: one, label: "Apples", goto: away} #! there is no step “away”
      - {value: two, label: "Pears"}
    end: x""" + END,
    "unreachable step": HEAD + 'steps:\n  a: {say: "Hi.", end: x}\n  b: {end: x} #! no step leads to “b”' + END,
    "path without end": HEAD + 'steps:\n  a: {say: "Hi."} #! nothing follows “a”' + END,
    "next and end": HEAD + 'steps:\n  a: {say: "Hi.", end: x, next: a} #! keep next or end' + END,
    "loop without a question": HEAD + """steps:
  a: {say: "Hi."} #! leads back to itself without a question
  b: #! leads back to itself without a question
    branch: [{if: "member.channel == 'sms'", goto: a}, {else: c}]
  c: {end: x}""" + END,
    "loop over a question that may answer itself": HEAD + """steps:
  a: {ask: "ZIP?", answer: zip, skip_if_known: zip, save: zip, next: b} #! without a question
  b: #! without a question
    branch: [{if: "member.channel == 'sms'", goto: a}, {else: c}]
  c: {end: x}""" + END,
    "call of nothing": HEAD + "steps:\n  a: {call: {flow: rights/pays}, end: x} #! there is no flow “rights/pays”: did you mean “rights/pay”?" + END,
    "call with wrong input": HEAD + "steps:\n  a: {call: {flow: rights/pay, with: {day: 1}}, end: x} #! has no input “day”" + END,
    "call of itself": HEAD + "steps:\n  a: {call: {flow: bad}, end: x} #! calls itself" + END,
    "undeclared name": HEAD + """steps:
  a: {ask: "How many?", answer: integer, save: count}
  b: {set: {double: "counts * 2"}} #! “counts” is not declared; save it with an ask, set it, or name it in inputs: did you mean “count”?
  c: {end: x}""" + END,
    "undeclared name in known()": HEAD + """steps:
  b:
    branch: [{if: 'known("zipp")', goto: c}, {else: c}] #! “zipp” is not declared
  c: {end: x}""" + END,
    "undeclared placeholder": HEAD + 'steps:\n  a: {say: "Hi {name}.", end: x} #! “name” is not declared; save it' + END,
    "undeclared summary": HEAD + 'steps:\n  a: {handoff: {queue: q, summary: [pay], say: "Wait."}, end: x} #! “pay” is not declared' + END,
    "taken name": HEAD + 'steps:\n  a: {ask: "What?", answer: text, save: answer, end: x} #! cannot be a name of yours' + END,
    "name that may be empty in a sum": HEAD + """steps:
  a: {ask: "How many?", answer: integer, save: count, skippable: true}
  b: {set: {double: "count * 2"}} #! “count” may be empty here
  c: {end: x}""" + END,
    "fact that may be missing in a sum": HEAD + """steps:
  a: {set: {double: 'fact("wage.minimum", today()) * 2'}} #! “fact wage.minimum” may be empty here
  c: {end: x}""" + END,
    "unknown fact in an expression": HEAD + """steps:
  a: {set: {pay: 'fact("wage.minimun", today())'}} #! there is no fact “wage.minimun”: did you mean “wage.minimum”?
  c: {end: x}""" + END,
    "placeholder only set on another way": HEAD + """steps:
  a: {ask: "Know it? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: b}, {else: c}]}
  b: {ask: "How many?", answer: integer, save: count}
  c: {say: "So: {count}.", end: x} #! “count” may be empty here; write {text: …, else: …}""" + END,
    "unknown formatter": HEAD + """steps:
  a: {ask: "How many?", answer: integer, save: count}
  c: {say: "So: {count:counts}.", end: x} #! “counts” is no way to write a value: did you mean “count”?""" + END,
    "formatter of another type": HEAD + """steps:
  a: {ask: "What town?", answer: town, save: place}
  c: {say: "So: {place:money}.", end: x} #! “place” is town: it can't be written as money; leave the formatter out""" + END,
    "stray brace": HEAD + 'steps:\n  a: {say: "Hi {Name}.", end: x} #! a brace that is no placeholder' + END,
    "unknown fact": HEAD + 'steps:\n  a: {say: {text: "It is {fact.wage.minimun:money}.", else: "Ask us."}, end: x} #! there is no fact “wage.minimun”' + END,
    "a fact that holds no more": HEAD + 'steps:\n  a: {say: {text: "It was {fact.wage.old:money}.", else: "Ask us."}, end: x} #? no value of “wage.old” holds after 2025-12-31' + END,
    "fact without else": HEAD + 'steps:\n  a: {say: "It is {fact.wage.minimum:money}.", end: x} #! may be past its review one day' + END,
    "unknown fact that a text rests on": HEAD + """steps:
  a: {say: {text: "Hi.", facts: [pay.fina], else: "Ask us."}, end: x} #! there is no fact “pay.fina”: did you mean “pay.final”?""" + END,
    "fact rested on without else": HEAD + 'steps:\n  a: {say: {text: "Hi.", facts: [pay.final]}, end: x} #! may be past its review one day' + END,
    "a statement in a sentence": HEAD + """steps:
  a: {say: {text: "So: {fact.pay.final}", else: "Ask us."}, end: x} #! is a statement: say it in your own words""" + END,
    "facts that are no list": HEAD + 'steps:\n  a: {say: {text: "Hi.", facts: pay.final, else: "Ask us."}, end: x} #! facts is a list' + END,
    "law without a fact": HEAD + """kind: rights_information
steps:
  a: {say: "Your boss must pay you now.", end: x} #! “must” says what the law is: name the facts it rests on""" + END,
    "unknown part of the organisation": HEAD + 'steps:\n  a: {say: "We are {org.nam}.", end: x} #! the organisation has no “nam”: did you mean “name”?' + END,
    "options overlap in two languages": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm", say: {es: [campo]}}
      - {value: garden, label: "Garden", say: {es: [jardín, Campo]}} #! “campo” means both “farm” and “garden”
    end: x""" + END,
    "an option takes another's number": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm", say: {en: ["2"]}} #! “2” means both “garden” and “farm”
      - {value: garden, label: "Garden"}
    end: x""" + END,
    "options without choice": HEAD + """steps:
  a:
    ask: "Which?"
    answer: integer
    options: #! options are for answer: choice or choices
      - {value: farm, label: "Farm"}
    end: x""" + END,
    "an option is a carrier word": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm"}
      - {value: quits, label: "Quit"} #! “quit” belongs to the carrier (STOP)
    end: x""" + END,
    "an option is a command": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm"}
      - {value: someone, label: "A human", say: {es: [persona]}} #! “persona” is the command person everywhere
    end: x""" + END,
    "an option is YES": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: farm, label: "Farm"}
      - {value: good, label: "Yes"} #? also brings back people who had stopped
    end: x""" + END,
    "a keyword is a carrier word": """title: "Bad"
start:
  keywords:
    en: [BAD, CANCEL] #! “CANCEL” belongs to the carrier (STOP)
    es: [MALO, ALTO] #! “ALTO” is heard as a wish to stop
steps:
  a: {say: "Hi.", end: x}""" + END,
    "a keyword is a command": 'title: "Bad"\nstart:\n  keywords: {en: [BAD, Menu], es: [MALO]} #! “Menu” is the command menu\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "one keyword, two flows": 'title: "Bad"\nstart:\n  keywords: {en: [BAD], es: [malo, Pagó]} #! “PAGO” already starts “bad”\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "a keyword in one language": 'title: "Bad"\nstart:\n  keywords: {en: [BAD]} #! keywords for “es” are missing\nsteps:\n  a: {say: "Hi.", end: x}' + END,
    "consent to a wording nobody saw": HEAD + 'steps:\n  a: {do: [{consent: {programme: updates, wording: b}}]} #! is no question of this flow\n  b: {say: "Hi.", end: x}' + END,
    "reminder in a private flow": HEAD + 'private: true\nsteps:\n  a: #! a private flow says nothing by itself\n    ask: "Hm?"\n    answer: text\n    remind: [{after: 2h, say: "Still there?"}]\n    end: x' + END,
    "a tag in a private flow": HEAD + 'private: true\nsteps:\n  a: {do: [{tag: unpaid}]} #! leaves nothing but a hand-off; take “tag” away\n  b: {say: "Hm.", end: x}' + END,
    "forget_after of what is not sensitive": HEAD + 'steps:\n  a:\n    ask: "Hm?"\n    answer: text\n    save: hm\n    forget_after: 7d #! write sensitive: true\n    end: x' + END,
    "sensitive for too long": HEAD + 'steps:\n  a:\n    ask: "Hm?"\n    answer: text\n    save: hm\n    sensitive: true #! 30d at most\n    forget_after: 60d\n    end: x' + END,
    "a private text that reads back": HEAD + 'private: true\nsteps:\n  a: {ask: "Hm?", answer: text, save: hm}\n  b: {say: "You said {hm}.", end: x} #? an else that tells nothing' + END,
    "what was picked, read out": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    save: work
    options: [{value: farm, label: "Farm"}, {value: shop, label: "Shop"}]
  b: {ask: "Sure?", answer: yes_no, save: sure}
  c: {ask: "How many?", answer: {type: integer, range: true}, save: many}
  d: {say: "So: {work}.", next: e} #! “work” is choice: it has no words to be shown
  e: {say: "So: {sure}.", next: f} #! “sure” is yes_no
  f: {say: "So: {many}.", end: x} #! “many” is a range""" + END,
    "consent to what was not asked": HEAD + """steps:
  a: {ask: "Old?", answer: yes_no, next: [{if: answer, goto: b}, {else: c}]}
  b: {ask: "May we text you?", answer: yes_no, next: [{if: answer, goto: c}, {else: d}]}
  c: {do: [{consent: {programme: updates, wording: b}}], end: x} #! a way leads here on which “b” is not asked
  d: {end: y}""" + END,
    "inputs of a flow that members start themselves": HEAD + """inputs: {count: integer}
steps:
  a: {branch: [{if: 'known("count")', goto: b}, {else: c}]}
  b: {set: {double: "count * 2"}}
  c: {say: "So: {count}.", end: x} #! “count” may be empty here""" + END,
    "a label with a placeholder": HEAD + """steps:
  a:
    ask: "Which?"
    answer: choice
    options:
      - {value: ours, label: "{org.name}"} #! titles and labels are listed, and heard, as they stand
      - {value: other, label: "Another"}
    end: x""" + END,
    "a title with a placeholder": 'title: "Bad {org.name}" #! titles and labels are listed\n' + HEAD.split("\n", 1)[1] + 'steps:\n  a: {say: "Hm.", end: x}' + END,
    "migration to nowhere": HEAD + 'migrate: {old: gone} #! “gone” is no question of this flow\nsteps:\n  a: {say: "Hm.", end: x}' + END,
    "sensitive answer kept": HEAD + 'steps:\n  a:\n    ask: "Status?"\n    answer: text\n    save: status\n    sensitive: true #! forget_after: 7d\n    end: x' + END,
    "no tests": HEAD + 'steps: \n  a: {say: "Hi.", end: x}\ntests: [] #! this flow has no tests',
    "a test that asks for no step": HEAD + """steps:
  a: {ask: "What?", answer: text, end: x}
tests:
  - name: t
    script:
      - {in: BAD, asks: aa} #! there is no step “aa”""",
    "a test with an unknown key": HEAD
    + """steps:
  a: {ask: "What?", answer: text, end: x}
tests:
  - name: t
    script:
      - {in: BAD, sayz: "x"} #! “sayz” is not known here: did you mean “says”?""",
    "too long": HEAD + f'steps:\n  a: {{say: "{"word. " * 60}", end: x}} #! this text takes 3 segments in en, 2 at most (359 characters)' + END,
    "longer than wanted": HEAD + f'steps:\n  a: {{say: "{"word " * 40}", end: x}} #? this text takes 2 segments in en, 1 would be better' + END,
    "forced to UCS-2": HEAD + f'steps:\n  a: {{say: "Así {"word " * 30}", end: x}} #! 3 segments in en, 2 at most (153 characters; í makes each segment hold 70' + END,
    "options count": HEAD + f"""steps:
  a:
    ask: "Which?" #! this text takes 3 segments in en
    answer: choice
    options:
      - {{value: farm, label: "{"farm " * 33}"}}
      - {{value: garden, label: "{"garden " * 25}"}}
    end: x""" + END,
    "a phone number in a text": HEAD + 'steps:\n  a: {say: "Call 860-555-0100 now.", end: x} #! “860-555-0100” looks like a phone number: put it into facts' + END,
    "an amount in a text": HEAD + 'steps:\n  a: {say: "The wage is $16.94.", end: x} #! “$16.94” looks like an amount of money' + END,
    "a phone number behind como": HEAD
    + 'steps:\n  a: {ask: "Como ayuda, llame al 860-555-0100. ¿Fecha?", answer: date, end: x} #! looks like a phone number'
    + END,
    "facts of several sorts in a text": HEAD
    + 'steps:\n  a: {say: "Call 860-555-0100 by May 3.", end: x} #! “860-555-0100” looks like #! “May 3” looks like a date'
    + END,
    "a date in a text": HEAD + 'steps:\n  a: {say: "Vote on November 3.", end: x} #! “November 3” looks like a date' + END,
    "a statute in a text": HEAD + 'steps:\n  a: {say: "See section 31-58.", end: x} #! looks like a statute' + END,
    "a time in a text": HEAD + 'steps:\n  a: {say: "Open until 8 p.m. today.", end: x} #! looks like a time of day' + END,
}  # fmt: skip


def marks(text: str) -> list[tuple[int, bool, str]]:
    """(line, is it a warning, part of the sentence)"""
    found: list[tuple[int, bool, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        _, *pairs = re.split(r"#([!?]) ", line)
        found += [(number, sign == "?", part.strip()) for sign, part in zip(pairs[::2], pairs[1::2], strict=True)]
    return found


@pytest.mark.parametrize("name", CASES)
def test_each_rule_names_its_line(project: Any, name: str) -> None:
    text = CASES[name]
    project.write("flows/bad.yaml", text)
    project.translate()
    expected = marks(text)
    if "“PAGO” already" in text:  # the other flow is told, since it comes later in the alphabet
        expected = [
            (project.line("flows/rights/pay.yaml", "keywords"), False, "“PAGO” already starts “bad” (flows/bad.yaml:3)")
        ]
    found = [fault for fault in project.check() if fault.file != "locales/es/LC_MESSAGES/flows.po"]
    told = "\n".join(map(str, found))
    assert len(found) == len(expected), told
    for line, warning, part in expected:
        assert any(f.line == line and f.warning == warning and part in f.message for f in found), told


def test_a_good_project_has_no_faults(project: Any) -> None:
    assert project.check() == []


def test_what_cannot_be_read_hides_no_other_fault(project: Any) -> None:
    """One file with a slip of each sort: each is told, and nothing that only follows from one of them."""
    text = """titel: "Bad" #! “titel” is not known here
start: {keywords: {en: [BAD, TOPICS]}} #! keywords for “es” are missing
expire: 4 hours #! is not a duration
# #! “title” is missing here
steps:
  first: {say: "Hi {nam}.", nxt: last} #! “nxt” is not known here #! “nam” is not declared
  ask_it:
    ask: "Which of {town}?" #! “town” is not declared
    answer: choise #! is not an answer type
    options: [{value: a, label: "Apple", goto: by_option}, {value: b, label: "Pear"}]
    save: fruit
    otherwise: by_otherwise
    next: [{if: "fruit = 'a'", goto: by_next}, {else: nowhere}] #! cannot read the expression #! there is no step “nowhere”
  by_option: {say: "Thank you.", end: x}
  by_otherwise: {set: {sum: "fruit ** 2"}, next: by_next} #! is not allowed in an expression
  lonely: {say: "Call 860-555-0100.", end: x} #! no step leads to “lonely” #! looks like a phone number
  by_next: {handoff: {summary: [fruit, sum, more], say: "Wait."}, end: x} #! “queue” is missing here
  last: {split: [{value: a, weight: 0, goto: by_option}, {value: b, goto: by_next}]} #! the least that can stand here is 1 #! “weight” is missing here
tests:
  - {name: t, script: [{in: bad, asks: ask_them}]} #! there is no step “ask_them”
"""
    project.write("flows/bad.yaml", text)
    project.translate()
    told = [fault for fault in project.check() if fault.file == "flows/bad.yaml"]
    wanted = [part for _, _, part in marks(text)]
    assert [part for part in wanted if not any(part in fault.message for fault in told)] == []
    assert len(told) == len(wanted), "\n".join(map(str, told))


def test_people_who_wait_at_a_step_that_is_gone(project: Any) -> None:
    """Whoever stands on today's version, at a step that is still there, or where a rule says, is no fault."""
    new = project.pay.replace("private: true", "private: true\nmigrate: {moved: ask_person}")
    project.write("flows/rights/pay.yaml", new)
    project.write("flows/broken.yaml", 'title: "Broken"\nsteps:\n  a: {sya: "Hi."}\n')
    material = project.read()
    today = material.sources["rights/pay"].flow.version
    standing = {
        ("rights/pay", today, "ask_hours"): 9, ("rights/pay", "old", "ask_hours"): 9, ("rights/pay", "old", "moved"): 9,
        ("rights/pay", "old", "ask_hour"): 1, ("rights/pay", "older", "ask_hour"): 2, ("gone", "old", "ask"): 1,
        ("broken", "old", "b"): 1,
    }  # fmt: skip
    told = [(fault.file, fault.line, fault.warning, fault.message) for fault in people_can_go_on(material, standing)]
    line = project.line("flows/rights/pay.yaml", "migrate:")
    assert [(file, at, warning) for file, at, warning, _ in told] == [
        ("flows/broken.yaml", 1, False), ("flows/gone.yaml", 0, True), ("flows/rights/pay.yaml", line, False),
    ]  # fmt: skip
    assert told[2][3].startswith("3 people wait at “ask_hour”, which is gone: did you mean “ask_hours”?")
    assert "migrate: {ask_hour: …}" in told[2][3]
    assert "1 person waits at “ask” of this flow, which is gone" in told[1][3]


def test_the_faults_of_one_flow(project: Any) -> None:
    project.translate({"You said {hours:number}.": "Dijo {horas}."})
    project.write("flows/bad.yaml", HEAD + 'steps:\n  a: {say: "Hi.", next: b}' + END)
    material, found = project.read(), project.check()
    files = {fault.file for fault in of_flow(material, "rights/pay", found)}
    assert files == {"locales/es/LC_MESSAGES/flows.po"}
    assert {fault.file for fault in of_flow(material, "bad", found)} == {"flows/bad.yaml"}


def test_a_live_flow_calls_no_draft(project: Any) -> None:
    project.write("flows/draft.yaml", 'title: "D"\nstatus: draft\nsteps:\n  a: {say: "Hi.", end: x}' + END.replace("BAD", "D"))
    project.write("flows/bad.yaml", HEAD + "steps:\n  a: {call: {flow: draft}}\n  b: {end: x}" + END)
    project.translate()
    (fault,) = project.check()
    assert (fault.line, "“draft” is a draft" in fault.message) == (4, True)


def test_all_faults_at_once_and_sorted(project: Any) -> None:
    project.write("flows/bad.yaml", CASES["undeclared name"])
    project.write("flows/worse.yaml", CASES["two verbs"])
    project.write("flows/facts/more.yaml", "- {id: x, title: X, type: money, about: law, values: []}\n- {id: wage.minimum}\n")
    with pytest.raises(FlowFault) as caught:
        project.load()
    files = [fault.file for fault in caught.value.faults]
    assert set(files) >= {"flows/bad.yaml", "flows/worse.yaml", "flows/facts/more.yaml"}
    assert files == sorted(files)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"languages": "{source: en, offered: [en]}"}, "this language is not offered: add “es”"),
        ({"languages": "{source: en, offered: [en, es, pt]}"}, "“pt” is offered but has no words.yaml"),
        ({"timezone": "Connecticut"}, "is no time zone"),
        ({"menu": "menus"}, "there is no flow “menus” for MENU: did you mean “menu”?"),
        ({"sms": "{max_segments: 1, warn_segments: 2}"}, "warn_segments ≤ max_segments"),
    ],
)  # fmt: skip
def test_bot_yaml(project: Any, changes: dict[str, str], part: str) -> None:
    project.write("flows/bot.yaml", project.bot_yaml(**changes))
    assert part in "\n".join(map(str, project.check()))


PARTISAN = """title: "Endorsed"
start: {keywords: {en: [ENDORSED], es: [APOYO]}}
kind: partisan
steps:
  a: {say: "Our candidates.", end: x}
tests: [{name: t, script: [{in: endorsed}]}]
"""


@pytest.mark.parametrize(("kind", "allowed"), [("c3", False), ("c4", False), ("committee", True), ("party", True)])
def test_partisan_flows_are_for_parties_and_committees(project: Any, kind: str, allowed: bool) -> None:
    project.write("flows/endorsed.yaml", PARTISAN)
    org = f'{{name: "Example", kind: {kind}, phone: "860-555-0100", url: "https://example.org"}}'
    project.write("flows/bot.yaml", project.bot_yaml(org=org))
    project.translate()
    expected = [] if allowed else [("flows/endorsed.yaml", 3)]
    assert [(fault.file, fault.line) for fault in project.check()] == expected
    loaded = load_book(project.root / "flows/bot.yaml", project.root / "flows", project.root / "locales")
    assert ("endorsed" in loaded.book.flows) is allowed
    assert (loaded.book.router.keyword("endorsed") is not None) is allowed


def test_nobody_else_calls_a_partisan_flow(project: Any) -> None:
    project.write("flows/endorsed.yaml", PARTISAN)
    caller = HEAD + "steps:\n  a: {call: endorsed, end: x} #! only a partisan flow may call it" + END
    project.write("flows/bad.yaml", caller.replace("BAD", "CALLER"))
    assert any("only a partisan flow may call it" in fault.message for fault in project.check())


def test_staff_phones(project: Any) -> None:
    staff = "[{phone: 860-555-0100, language: en}, {phone: '+12035550199', language: pt}]"
    org = f'{{name: "E", kind: c4, phone: "860-555-0100", url: "https://example.org", staff: {staff}}}'
    project.write("flows/bot.yaml", project.bot_yaml(org=org))
    assert [fault.message for fault in project.check()] == [
        "a staff phone is written with + and country code, like +12035550199",
        "“pt” is not an offered language",
    ]


GUARDED = {
    "known()": """
  a: {ask: "How many?", answer: integer, save: count, skippable: true}
  b: {branch: [{if: 'not known("count")', goto: d}, {else: c}]}
  c: {say: "So: {count}."}
  d: {end: x}""",
    "known() and more in one condition": """
  a: {ask: "How many?", answer: integer, save: count, skippable: true}
  b: {branch: [{if: 'known("count") and count > 3', goto: c}, {else: d}]}
  c: {say: "So: {count}."}
  d: {end: x}""",
    "a fact asked for first": """
  a: {ask: "When?", answer: date, save: day}
  b: {branch: [{if: 'not fact("wage.minimum", day)', goto: d}, {else: c}]}
  c: {set: {wage: 'fact("wage.minimum", day)', week: "wage * 40"}}
  e: {say: "{week:money} a week, {wage:money} an hour."}
  d: {end: x}""",
    "else": """
  a: {ask: "How many?", answer: integer, save: count, skippable: true}
  c: {say: {text: "So: {count}.", else: "So."}, end: x}""",
    "a crisis fact needs no else": """
  c: {say: "Call {fact.safety.dv:phone}.", end: x}""",
    "numbers of options and small counts": """
  c: {ask: "In 24 hours? 1 yes, 2 no, 3 in 2-4 weeks", answer: text, end: x}""",
    "examples of answers": """
  c:
    ask: "Which day? For example: July 15, or 7/15."
    answer: date
    retry: ["A date please, like 2026-07-15. Or reply PERSON.", "Write it like $16.50 please."]
    end: x""",
    "a loop over a question": """
  a: {ask: "Again? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: a}, {else: b}]}
  b: {end: x}""",
}


@pytest.mark.parametrize("name", GUARDED)
def test_what_is_no_fault(project: Any, name: str) -> None:
    project.write("flows/bad.yaml", HEAD + "steps:" + GUARDED[name] + END)
    project.translate()
    assert project.check() == []


def test_a_fact_learned_for_one_day_is_not_known_for_another(project: Any) -> None:
    project.write("flows/bad.yaml", HEAD + """steps:
  a: {ask: "When?", answer: date, save: day}
  b: {branch: [{if: 'not fact("wage.minimum", day)', goto: d}, {else: e}]}
  e: {ask: "And then?", answer: date, save: day}
  c: {set: {wage: 'fact("wage.minimum", day)', week: "wage * 40"}}
  d: {end: x}""" + END)  # fmt: skip
    project.translate()
    (fault,) = project.check()
    assert (fault.line, "“wage” may be empty here" in fault.message) == (7, True)


def test_every_rule_has_a_case(project: Any) -> None:
    """A rule that no bad file breaks is a rule nobody has tried."""
    silent = {rule.__name__ for rule in RULES}
    elsewhere = {"live_flows_call_live_ones"} | {  # tried in tests of their own, here or in test_translations.py, test_facts.py, test_journeys.py
        "menu_exists", "partisan_only_where_lawful", "hard_to_read", "facts_are_current", "translations_are_there",
        "translations_keep_placeholders", "house_settings_are_right", "staff_can_be_reached",
        *(rule.__name__ for rule in check_journeys.RULES),
    }  # fmt: skip
    for text in CASES.values():
        project.write("flows/bad.yaml", text)
        material = project.read()
        silent -= {rule.__name__ for rule in RULES if list(rule(material, TODAY))} - elsewhere
    assert silent == elsewhere


def test_bot_yaml_that_cannot_be_used_stops_everything(project: Any) -> None:
    project.write("flows/bot.yaml", "timezone: America/New_York\nlanguage: {source: en}\n")
    with pytest.raises(FlowFault, match=r"flows/bot.yaml:2: “language” is not known here: did you mean “languages”\?"):
        project.load()
