"""Reads a run folder as users do, with pyarrow and Hugging Face datasets, and prints what it found as JSON."""
import json
import sys

import datasets
import pyarrow.parquet

datasets.disable_progress_bars()
folder, cache = sys.argv[1], sys.argv[2]
loaded = datasets.load_dataset(folder, cache_dir=cache)
tables = {name: pyarrow.parquet.read_table(f"{folder}/data/{name}") for name in sys.argv[3:]}
print(json.dumps({
    "splits": {name: split.num_rows for name, split in loaded.items()},
    "first": loaded["train"][0]["messages"],
    "ids": sorted(row for split in loaded.values() for row in split["id"]),
    "arrow": {name: table.num_rows for name, table in tables.items()},
    "messages": {name: str(table.schema.field("messages").type) for name, table in tables.items()},
}))
