import { type Fields, isFields, readText } from '../http/body.ts';
import { badRequest } from '../http/refusal.ts';
import { type Adjustment, adjustmentsOf } from './coupons.ts';
import type { PriceList } from './prices.ts';
import { findProduct, type Product } from './products.ts';

/** A line as it is ordered: name and price are the shop's, never the customer's. */
interface OrderLine {
  readonly sku: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly quantity: number;
  /** Euro cents for one. */
  readonly price: number;
}

/** Whatever short texts the checkout asks for; the shop only hands them on. */
type Answers = Readonly<Record<string, string | number | boolean>>;

export interface OrderForm {
  readonly lines: readonly OrderLine[];
  readonly coupons: readonly string[];
  readonly contact: Answers;
  readonly delivery: Answers;
}

/** What the shop makes of it. */
export interface Bill {
  readonly adjustments: readonly Adjustment[];
  /** Euro cents. */
  readonly total: number;
}

const cardFields = /card|cvc|cvv|pan\b|payment|expiry/i;

/** 15 to 19 digits that start like a card and pass Luhn's check. */
function looksLikeCard(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^[3-6]\d{14,18}$/.test(digits)) return false;
  const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
  const sum = [...digits].reverse().reduce((total, char, i) => total + (i % 2 ? doubled(+char) : +char), 0);
  return sum % 10 === 0;
}

/** A card number that arrives by mistake must not be stored, so nothing that looks like one goes further than here. */
function refuseCards(value: unknown): void {
  if (typeof value === 'string' && looksLikeCard(value)) throw badRequest('An order must not contain a card number.');
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (cardFields.test(name)) throw badRequest('An order must not contain card data: pay with the payment provider.');
    refuseCards(inner);
  }
}

function readAnswers(body: Fields, name: string): Answers {
  const given = body[name];
  if (!isFields(given)) throw badRequest(`"${name}" must be an object.`);
  const answers = Object.entries(given).filter(([, answer]) => answer !== undefined && answer !== null);
  const plain = answers.every(([, answer]) => ['string', 'number', 'boolean'].includes(typeof answer));
  if (!plain || answers.length > 30 || JSON.stringify(given).length > 4096) {
    throw badRequest(`"${name}" must hold up to 30 short, plain answers.`);
  }
  return Object.fromEntries(answers) as Answers;
}

function readOptions(line: Fields, product: Product): Readonly<Record<string, string>> {
  const given = line['options'] ?? {};
  if (!isFields(given)) throw badRequest('"options" must be an object.');
  const chosen: Record<string, string> = {};
  for (const [name, values] of Object.entries(product.options ?? {})) {
    const value = given[name];
    if (typeof value !== 'string' || !values.includes(value)) {
      throw badRequest(`Choose "${name}" of ${product.sku}: ${values.join(', ')}.`);
    }
    chosen[name] = value;
  }
  return chosen;
}

function readLine(line: unknown, today: PriceList): OrderLine {
  if (!isFields(line)) throw badRequest('A line must be an object.');
  const sku = readText(line, 'sku');
  const product = findProduct(sku);
  if (!product) throw badRequest('There is no product with this "sku".');
  const quantity = line['quantity'];
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 999) {
    throw badRequest('"quantity" must be a whole number from 1 to 999.');
  }
  return {
    sku,
    name: product.name,
    options: readOptions(line, product),
    quantity,
    price: today.get(sku) ?? product.price,
  };
}

function readCoupons(body: Fields): readonly string[] {
  const { coupons = [] } = body;
  if (Array.isArray(coupons) && coupons.length <= 10 && coupons.every((code) => typeof code === 'string'))
    return [...new Set<string>(coupons)];
  throw badRequest('"coupons" must hold up to 10 codes.');
}

/** The shop's own sum: what the customer thinks it comes to is for the customer to compare. */
export function billFor({ lines, coupons }: OrderForm): Bill {
  const subtotal = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const adjustments = adjustmentsOf(subtotal, coupons);
  return {
    adjustments,
    total: Math.max(
      0,
      adjustments.reduce((sum, { amount }) => sum + amount, subtotal),
    ),
  };
}

/** What the customer was shown, where they say so. */
export function readExpected(body: Fields): number | undefined {
  const { total } = body;
  if (total === undefined || Number.isInteger(total)) return total as number | undefined;
  throw badRequest('"total" must be a whole number of cents.');
}

export function readOrderForm(body: Fields, today: PriceList): OrderForm {
  refuseCards(body);
  const lines = body['lines'];
  if (!Array.isArray(lines) || lines.length < 1 || lines.length > 100) {
    throw badRequest('"lines" must hold 1 to 100 lines.');
  }
  return {
    lines: lines.map((line) => readLine(line, today)),
    coupons: readCoupons(body),
    contact: readAnswers(body, 'contact'),
    delivery: readAnswers(body, 'delivery'),
  };
}
