import { Unreadable } from '../reader.ts';

/** Most bytes of one page, and most values; what writers make has a hundredth of it. */
const MOST_BYTES = 128 * 2 ** 20;
const MOST_VALUES = 20_000_000;

/**
 * Holds the headers of a column chunk's pages against bounds before they are decoded: decoders make room for whatever a
 * header declares. Returns how many values they declare in all. Throws `Unreadable`.
 */
export async function checkPages(chunk: Uint8Array): Promise<number> {
  const { parquetHeader } = await import('hyparquet/src/column.js');
  const reader = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 };
  let total = 0;
  while (reader.offset < chunk.length - 1) {
    const page = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = page;
    const counts = [page.data_page_header, page.data_page_header_v2, page.dictionary_page_header];
    const values = Math.max(0, ...counts.map((header) => header?.num_values ?? 0));
    if (!(packed >= 0 && reader.offset + packed <= chunk.length))
      throw new Unreadable('damaged or cut off (a page of Parquet)');
    if (!(unpacked >= 0 && unpacked <= MOST_BYTES)) throw new Unreadable(`a page of ${unpacked} bytes`);
    if (values > MOST_VALUES) throw new Unreadable(`a page of ${values} values`);
    reader.offset += packed;
    if (!page.dictionary_page_header) total += values;
  }
  return total;
}
