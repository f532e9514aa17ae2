/** One thing on the shelf. What is left of it is counted apart, in `stock.ts`. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Euro cents. */
  readonly price: number;
  /** The name of an illustration that the page has inline. */
  readonly image: string;
  /** What the customer chooses, and between which values. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** How many there are before the first order. */
  readonly stock: number;
}

/** Holdfast Supply: things that hold while everything else moves. */
export const products: readonly Product[] = [
  {
    sku: 'rope-manila',
    name: 'Manila Deck Line',
    description: 'Three-strand natural rope, whipped at both ends. Ten metres that smell of harbour.',
    price: 2_400,
    image: 'rope',
    options: { size: ['8 mm', '10 mm', '12 mm'] },
    stock: 60,
  },
  {
    sku: 'lantern-storm',
    name: 'Storm Lantern No. 4',
    description: 'Brass, glass and one wick. Burns eleven hours and does not mind the wind.',
    price: 7_900,
    image: 'lantern',
    stock: 24,
  },
  {
    sku: 'sweater-guernsey',
    name: 'Guernsey Sweater',
    description:
      'Worsted wool, knitted so tightly that spray beads off. Front and back are the same: get up in the dark.',
    price: 12_900,
    image: 'sweater',
    options: { size: ['S', 'M', 'L', 'XL'], colour: ['navy', 'ecru'] },
    stock: 40,
  },
  {
    sku: 'mug-enamel',
    name: 'Watch Mug',
    description: 'Enamelled steel, 350 ml. Survives falls from a bunk, keeps the chips as stories.',
    price: 1_600,
    image: 'mug',
    options: { colour: ['white', 'signal red', 'deep blue'] },
    stock: 120,
  },
  {
    sku: 'compass-hand',
    name: 'Hand Bearing Compass',
    description: 'Liquid-filled and damped, read over the sight. Knows one thing and knows it well.',
    price: 5_400,
    image: 'compass',
    stock: 18,
  },
  {
    sku: 'jacket-oilskin',
    name: 'Oilskin Jacket',
    description: 'Waxed cotton with a storm collar. Heavier than it looks, drier than you deserve.',
    price: 18_900,
    image: 'jacket',
    options: { size: ['S', 'M', 'L', 'XL'], colour: ['ochre', 'black'] },
    stock: 16,
  },
  {
    sku: 'knife-rigging',
    name: 'Rigging Knife',
    description: 'Sheepsfoot blade and marlinspike. Cuts what must go and frees what must not.',
    price: 4_600,
    image: 'knife',
    stock: 30,
  },
  {
    sku: 'blanket-watch',
    name: 'Off-Watch Blanket',
    description: 'Recycled wool, 150 × 200 cm. For the four hours in which nobody needs you.',
    price: 8_900,
    image: 'blanket',
    options: { colour: ['charcoal', 'moss'] },
    stock: 22,
  },
  {
    sku: 'bag-ditty',
    name: 'Ditty Bag',
    description: 'Number 4 canvas with a spliced lanyard. Holds needle, palm, twine and letters.',
    price: 3_200,
    image: 'bag',
    stock: 45,
  },
  {
    sku: 'cleat-bronze',
    name: 'Bronze Cleat',
    description: 'Cast in sand, polished by use. Made for the quay, happy in a hallway.',
    price: 2_800,
    image: 'cleat',
    options: { size: ['100 mm', '150 mm', '200 mm'] },
    stock: 80,
  },
  {
    sku: 'barometer-aneroid',
    name: 'Cabin Barometer',
    description: 'Aneroid, temperature-compensated. Tap it twice and pretend you knew.',
    price: 14_500,
    image: 'barometer',
    stock: 8,
  },
  {
    sku: 'bell-ship',
    name: 'Ship’s Bell',
    description: 'Solid brass, 15 cm, with a hand-tied pull. The last two of the foundry’s final pour.',
    price: 9_900,
    image: 'bell',
    stock: 2,
  },
];

export const findProduct = (sku: string): Product | undefined => products.find((product) => product.sku === sku);
