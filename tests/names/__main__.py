"""Print how many planted names are found and how many clean sentences are refused."""

from __future__ import annotations

from collections import Counter

from tests.names import SETS, clean, is_found, is_listed, is_refused, planted


def main() -> None:
    for which in SETS:
        cases = planted(which)
        found = [case for case in cases if is_found(case)]
        print(f"planted{which}: {len(found)} of {len(cases)} found")
        for field in ("lang", "kind"):
            whole, part = (Counter(getattr(case, field) for case in some) for some in (cases, found))
            print("  " + ", ".join(f"{key} {part[key]}/{whole[key]}" for key in whole))
        strange = [case for case in cases if not is_listed(case)]
        print(f"  no word on the lists: {sum(map(is_found, strange))}/{len(strange)}")
        for case in cases:
            if case not in found:
                print(f"  missed: {case.sentence}")
        sentences = clean(which)
        refused = [sentence for sentence in sentences if is_refused(sentence)]
        print(f"clean{which}: {len(refused)} of {len(sentences)} refused")
        for sentence in refused:
            print(f"  refused: {sentence}")


if __name__ == "__main__":
    main()
