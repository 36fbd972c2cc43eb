"""Named checks that print a line each, `ok`, `FAILED` or `skipped`, for main.ts to count."""
import traceback


class Skipped(Exception):
    """Something that a check needs is absent."""


def check(name, work):
    try:
        found = work()
        print(f"ok       {name}{f': {found}' if found else ''}", flush=True)
    except Skipped as reason:
        print(f"skipped  {name}: {reason}", flush=True)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = " ".join(str(error).split())[:400]
        print(f"FAILED   {name}: {type(error).__name__} {text} ({where.filename.split('/')[-1]}:{where.lineno})", flush=True)


def needs(module):
    try:
        return __import__(module)
    except ImportError:
        raise Skipped(f"{module} is absent") from None


def same(found, wanted, what=""):
    assert found == wanted, f"{what} {str(found)[:180]} is not {str(wanted)[:180]}"
