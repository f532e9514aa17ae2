import type { DocumentOwner } from '../vault/host.ts';
import type { Cart, CartItem, CartOptions } from './cart-face.ts';

export declare function createCart<Item extends CartItem = CartItem>(
  session: DocumentOwner,
  name: string,
  options: CartOptions<Item>,
): Cart<Item>;
