/** One line of a plot: a value for each second. */
export interface Line {
  readonly name: string;
  readonly values: readonly number[];
  /** As `stroke-dasharray`, so that lines are told apart without their colours. */
  readonly dashes: string;
}

/** What a plot of values over seconds says. */
export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** The last second that is drawn. */
  readonly until: number;
  /** The least and the most that is drawn, powers of ten. */
  readonly least: number;
  readonly most: number;
  readonly lines: readonly Line[];
}

const width = 820;
const height = 460;
const left = 84;
const right = 24;
const rowHeight = 22;
const head = 48;
const foot = 56;
const sample = 34;

/** On its own ground, so that it can be read wherever it is shown. */
const style = `
  svg { --ground: #ffffff; --ink: #1f2328; --faint: #d1d9e0; --c0: #b3261e; --c1: #0a63c9; --c2: #1a7f37; --c3: #7a3fc4 }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0d1117; --ink: #e6edf3; --faint: #3d444d; --c0: #ff8a80; --c1: #79b8ff; --c2: #56d364; --c3: #d2a8ff }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink) }
  .title { font-weight: 600; font-size: 15px }
  .grid { stroke: var(--faint); stroke-width: 1 }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round }`;

const quote = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const count = (value: number): string => value.toLocaleString('en');
/** One decimal is a tenth of a pixel. */
const at = (value: number): string => String(Math.round(value * 10) / 10);

/** A plot as SVG: seconds to the right, a logarithmic scale upwards, steps. What is below the scale is not drawn. */
export function drawPlot({ title, x, y, until, least, most, lines }: Plot): string {
  const top = head + lines.length * rowHeight + 14;
  const bottom = height - foot;
  const xOf = (second: number): number => left + (second / until) * (width - left - right);
  const yOf = (value: number): number =>
    bottom - (Math.log10(Math.max(value, least) / least) / Math.log10(most / least)) * (bottom - top);
  const text = (px: number, py: number, words: string, more = ''): string =>
    `<text x="${at(px)}" y="${at(py)}"${more}>${quote(words)}</text>`;
  const rule = (x1: number, y1: number, x2: number, y2: number, more = ' class="grid"'): string =>
    `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"${more}/>`;

  const marks: string[] = [];
  for (let value = least; value <= most; value *= 10) {
    marks.push(rule(left, yOf(value), width - right, yOf(value)));
    marks.push(text(left - 8, yOf(value) + 4, count(value), ' text-anchor="end"'));
  }
  for (let second = 0; second <= until; second += until / 8) {
    marks.push(rule(xOf(second), bottom, xOf(second), bottom + 5));
    marks.push(text(xOf(second), bottom + 20, count(second), ' text-anchor="middle"'));
  }
  const strokeOf = (index: number): string =>
    ` class="line" stroke="var(--c${index})" stroke-dasharray="${lines[index]?.dashes ?? 'none'}"`;
  const legend = lines.map(({ name }, index) => {
    const py = head + index * rowHeight;
    return rule(left, py, left + sample, py, strokeOf(index)) + text(left + sample + 10, py + 4, name);
  });
  const paths = lines.map(({ values }, index) => {
    const steps: string[] = [];
    let isDown = true;
    for (const [second, value] of values.slice(0, until).entries()) {
      const isLow = value < least;
      if (isLow && isDown) continue;
      const from = isDown ? `M${at(xOf(second))} ${at(bottom)}V${at(yOf(value))}` : `V${at(yOf(value))}`;
      steps.push(isLow ? from : `${from}H${at(xOf(second + 1))}`);
      isDown = isLow;
    }
    if (!isDown) steps.push(`V${at(bottom)}`);
    return `<path d="${steps.join('')}"${strokeOf(index)}/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${quote(title)}</title>`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="var(--ground)"/>`,
    text(left, 24, title, ' class="title"'),
    ...legend,
    ...marks,
    text((left + width - right) / 2, height - 12, x, ' text-anchor="middle"'),
    `<text transform="translate(18 ${at((top + bottom) / 2)}) rotate(-90)" text-anchor="middle">${quote(y)}</text>`,
    ...paths,
    '</svg>',
    '',
  ].join('\n');
}
