/** What the tabs are made of: cards, facts, tables. */
export const partStyles: string = `.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,270px),1fr));gap:22px 28px;align-items:start}
.card{min-inline-size:0}
.card.wide{grid-column:1/-1}
@container (min-width:600px){.card.double{grid-column:span 2}}
.card h3,.log h3{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 8px;margin:0 0 6px;padding-block-end:5px;border-block-end:1px solid var(--line);font-size:1em;font-weight:650}
.aside{display:flex;gap:4px;margin-inline-start:auto;color:var(--soft);font-size:.92em;font-weight:400}
.tag{padding:0 6px;border-radius:4px;background:var(--sunken);color:var(--soft);font-size:.92em;font-weight:500;white-space:nowrap}
.facts{margin:0}
.facts div{display:grid;grid-template-columns:minmax(92px,38%) 1fr;gap:10px;padding-block:2.5px}
.wide>.facts div{grid-template-columns:92px 1fr}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
table{inline-size:100%;border-collapse:collapse}
th,td{padding:3px 10px 3px 0;text-align:start;font-weight:400;vertical-align:baseline}
thead th{color:var(--soft);font-size:.92em}
td{white-space:nowrap}
td:last-child,th:last-child{padding-inline-end:0}
td+td:last-child,thead th+th:last-child{text-align:end}
tbody tr+tr>*{border-block-start:1px solid light-dark(#edf0f3,#212a34)}
tr[data-leads=true]>*{color:var(--bad);font-weight:600}
tr[data-silent=true]>*{color:var(--soft)}
.find{display:flex;align-items:center;gap:8px;margin-block-end:14px}
.find input{min-block-size:30px;inline-size:min(100%,320px);padding:0 10px;border:1px solid var(--strong);border-radius:6px;background:var(--raised)}
.name{min-inline-size:0;overflow-wrap:anywhere}
code{font:.95em var(--mono)}
.nothing{margin:2px 0;color:var(--soft);text-wrap:pretty}
.more{margin:10px 0 0;padding:8px 10px;border-radius:6px;background:var(--accent-wash);text-wrap:pretty}
.cards .small,.card p{margin:6px 0 0;text-wrap:pretty}
meter{inline-size:100%;block-size:10px;margin-block:2px 4px}
.bars{display:grid;gap:3px;margin:0 0 8px;padding:0;list-style:none}
.bars li{display:grid;grid-template-columns:auto 1fr 34px;align-items:center;gap:8px}
.bars span{min-inline-size:68px;color:var(--soft);white-space:nowrap}
.bars svg{inline-size:100%;block-size:8px;border-radius:2px;background:var(--sunken)}
.bars rect{fill:var(--accent)}
.bars b{font-weight:500;text-align:end}
.keys{margin:0;padding:0;list-style:none}
.keys li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;padding-block:3px;overflow-wrap:anywhere}
.keys li+li{border-block-start:1px solid light-dark(#edf0f3,#212a34)}
.keys code{min-inline-size:0}
.keys span{margin-inline-start:auto;white-space:nowrap}
@container (max-width:420px){.card.double table{font-size:.94em}.card.double td,.card.double th{padding-inline-end:6px}}
@media (forced-colors:active){.bars rect{fill:Highlight}.bars svg{forced-color-adjust:none}}`;
