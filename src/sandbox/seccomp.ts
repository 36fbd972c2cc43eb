/** System calls by which a process makes another, by the processor that numbers them. */
const CALLS = {
  x64: { audit: 0xc000003e, clone: 56, forks: [57, 58], clone3: 435 },
  arm64: { audit: 0xc00000b7, clone: 220, forks: [], clone3: 435 },
} as const;

const [LOAD, EQUAL, ANY_BIT, RETURN] = [0x20, 0x15, 0x45, 0x06];
const [NUMBER, ARCHITECTURE, FLAGS] = [0, 4, 16];
const CLONE_THREAD = 0x00010000;
const [ALLOW, KILL, NOT_PERMITTED, NO_SUCH_CALL] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026];
/** Calls of the old 32-bit numbering on x64 have this bit; they are refused like those of another processor. */
const X32 = 0x40000000;

/**
 * A filter of system calls (seccomp, classic BPF) under which a process can start threads but no process: fork bombs fail
 * at once, for the superuser too, whom no limit on processes binds. Null for a processor whose numbers are not known here.
 * Numbers: linux/audit.h, asm/unistd.h.
 */
export function noForkFilter(processor: string): Buffer | null {
  if (processor !== 'x64' && processor !== 'arm64') return null;
  const { audit, clone, forks, clone3 } = CALLS[processor];
  const refused = [...forks, clone].length;
  const rules: [code: number, yes: number, no: number, value: number][] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    [ANY_BIT, 0, 1, X32],
    [RETURN, 0, 0, KILL],
    [EQUAL, 0, 1, clone3],
    // glibc then makes its threads with clone.
    [RETURN, 0, 0, NO_SUCH_CALL],
    ...forks.map((call, at): [number, number, number, number] => [EQUAL, refused - at + 2, 0, call]),
    [EQUAL, 0, 2, clone],
    [LOAD, 0, 0, FLAGS],
    [ANY_BIT, 0, 1, CLONE_THREAD],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, NOT_PERMITTED],
  ];
  return Buffer.concat(rules.map(instruction));
}

function instruction([code, yes, no, value]: [number, number, number, number]): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(yes, 2);
  bytes.writeUInt8(no, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
