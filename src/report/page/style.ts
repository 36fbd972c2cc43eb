import { Html } from './html.ts';

/** The page's own style: no font, script or picture from elsewhere; light and dark as the reader's system is set. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6570; --paper: #fff; --line: #d9dee4; --card: #f6f8fa; --accent: #2f6fd0; --lost: #e3b5a4; --good: #1a7f45; --bad: #b3372b; --added: #d5f2dc; --removed: #fbdcd7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e7ec; --soft: #9aa5b1; --paper: #15181c; --line: #333a43; --card: #1d2228; --accent: #6ea3f5; --lost: #6b4338; --good: #56c684; --bad: #f08a7d; --added: #1d4028; --removed: #50241f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.7rem; } h2 { margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: 1.25rem; } h3 { margin: 1.25rem 0 .4rem; font-size: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; } a { color: var(--accent); }
.facts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0; padding: 0; list-style: none; } .facts li { padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); } .facts b { display: block; font-size: 1.25rem; }
.soft, .none { color: var(--soft); } .warning { padding: .6rem .9rem; border-left: 4px solid var(--bad); background: var(--card); }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem 2rem; }
svg { width: 100%; height: auto; max-width: 44rem; } svg rect { fill: var(--accent); } svg rect.lost { fill: var(--lost); } svg text { fill: var(--ink); font-size: 12px; } svg .label { text-anchor: end; } svg .tick { text-anchor: middle; font-size: 10px; fill: var(--soft); } svg .rest { fill: var(--soft); }
table { border-collapse: collapse; width: 100%; } th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } td.n, th.n, .ok, .missed { white-space: nowrap; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } .ok { color: var(--good); } .missed { color: var(--bad); font-weight: 600; }
.scroll { overflow-x: auto; }
.types { display: flex; flex-wrap: wrap; gap: .3rem; } .types span { padding: .1rem .45rem; border-radius: 4px; background: color-mix(in srgb, var(--accent) calc(var(--share) * 1%), var(--card)); border: 1px solid var(--line); font-size: 12px; } .types .zero { border-style: dashed; color: var(--soft); }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card); } summary { padding: .5rem .8rem; cursor: pointer; } details > div { padding: 0 .8rem .8rem; }
pre { margin: .25rem 0 .75rem; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace; max-height: 30rem; overflow: auto; }
ins { background: var(--added); text-decoration: none; } del { background: var(--removed); }
.tag { display: inline-block; padding: 0 .4rem; border: 1px solid var(--line); border-radius: 4px; font-size: 12px; } .good { color: var(--good); } .dropped { color: var(--bad); }
@media print { details > div { display: block; } pre { max-height: none; } }
`);
