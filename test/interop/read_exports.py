"""Reads exports with Hugging Face datasets, pyarrow and DuckDB: `read_exports.py EXPORTS CACHE`, a folder for each export."""
import glob
import gzip
import json
import os
import sys

from checks import check, needs, same

exports, cache = sys.argv[1], sys.argv[2]


def mark(folder):
    with open(os.path.join(folder, "export.json"), encoding="utf-8") as file:
        return json.load(file)


def data_files(folder):
    return [file for file in mark(folder)["files"] if "rows" in file]


def rows_of(path):
    """The rows of a JSON file as Python's own reader gives them."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        text = file.read()
    return json.loads(text) if ".jsonl" not in path else [json.loads(line) for line in text.splitlines()]


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(each) for key, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


def by_datasets(folder):
    datasets = needs("datasets")
    datasets.disable_progress_bars()
    files = data_files(folder)
    if files[0]["name"].endswith(".zst"):
        needs("zstandard")
    told = []
    for tools in (False, True):
        own = [file for file in files if file["tools"] == tools]
        if not own:
            continue
        loaded = datasets.load_dataset(folder, "tools" if tools else "default", cache_dir=cache)
        for split in {file["split"] for file in own}:
            named = [file for file in own if file["split"] == split]
            same(loaded[split].num_rows, sum(file["rows"] for file in named), "rows")
            if named[0]["name"].split(".")[-1] in ("json", "jsonl", "gz"):
                wanted = [row for file in named for row in rows_of(os.path.join(folder, file["name"]))]
                same(without_nulls(loaded[split].to_list()), without_nulls(wanted), "values")
            told.append(f"{'tools ' if tools else ''}{split} {loaded[split].num_rows}")
    return ", ".join(told)


def by_pyarrow(folder):
    needs("pyarrow")
    import pyarrow.parquet

    types = set()
    for file in data_files(folder):
        table = pyarrow.parquet.read_table(os.path.join(folder, file["name"]))
        same(table.num_rows, file["rows"], "rows")
        types.add(str(table.schema.types[0])[:70])
    return "; ".join(sorted(types))


def by_duckdb(folder):
    duckdb = needs("duckdb")
    counted = 0
    for file in data_files(folder):
        path = os.path.join(folder, file["name"])
        read = "read_parquet" if path.endswith(".parquet") else "read_json_auto"
        more = ", maximum_object_size=100000000" if read == "read_json_auto" else ""
        ((rows,),) = duckdb.sql(f"SELECT count(*) FROM {read}('{path}'{more})").fetchall()
        same(rows, file["rows"], file["name"])
        counted += rows
    return f"{counted} rows"


def openai(folder):
    """The rules of OpenAI's files, as they are written down."""
    for file in data_files(folder):
        for row in rows_of(os.path.join(folder, file["name"])):
            assert set(row) <= {"messages", "tools"}, f"unknown keys {set(row)}"
            roles = [turn["role"] for turn in row["messages"]]
            assert roles[-1] == "assistant" and set(roles) <= {"system", "user", "assistant", "tool"}
            for turn in row["messages"]:
                assert set(turn) <= {"role", "content", "tool_calls", "tool_call_id"}
                assert isinstance(turn["content"], str)
                assert all(isinstance(call["function"]["arguments"], str) for call in turn.get("tool_calls", []))
            assert all(isinstance(tool, dict) for tool in row.get("tools", []))


def llama_factory(folder):
    """Every row through the rules of LLaMA-Factory's converters, by its dataset_info.json."""
    with open(os.path.join(folder, "dataset_info.json"), encoding="utf-8") as file:
        info = json.load(file)
    for entry in info.values():
        columns, tags = entry["columns"], entry.get("tags", {})
        for row in rows_of(os.path.join(folder, entry["file_name"])):
            assert all(name in row for name in columns.values()), f"{columns} not in {list(row)}"
            if entry["formatting"] == "alpaca":
                assert row[columns["prompt"]] and row[columns["response"]]
                continue
            role, user, assistant = tags.get("role_tag", "from"), tags.get("user_tag", "human"), tags.get("assistant_tag", "gpt")
            odd = (user, tags.get("observation_tag", "observation"))
            even = (assistant, tags.get("function_tag", "function_call"))
            turns = [turn[role] for turn in row[columns["messages"]]]
            turns = turns[1:] if turns[0] == tags.get("system_tag", "system") else turns
            assert len(turns) % 2 == 0 and all(turn in (odd, even)[at % 2] for at, turn in enumerate(turns)), turns
    return f"{len(info)} entries"


for folder in sorted(glob.glob(os.path.join(exports, "*"))):
    name = os.path.basename(folder)
    if not name.startswith("llama-factory") and not name.startswith("openai"):
        check(f"datasets reads {name}", lambda: by_datasets(folder))
    if data_files(folder)[0]["name"].endswith(".parquet"):
        check(f"pyarrow reads {name}", lambda: by_pyarrow(folder))
    if not data_files(folder)[0]["name"].endswith(".zst"):
        check(f"DuckDB reads {name}", lambda: by_duckdb(folder))
    if name == "openai":
        check("openai keeps the rules of its files", lambda: openai(folder))
    if name.startswith("llama-factory"):
        check(f"{name} keeps the rules of its converter", lambda: llama_factory(folder))
