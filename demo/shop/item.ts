import { z } from 'zod';

/** What a line of the cart remembers of its product, so that the cart can be shown before the shelf is there. */
export const itemSchema = z.object({
  sku: z.string().min(1),
  name: z.string().min(1),
  image: z.string(),
  options: z.record(z.string(), z.string()),
  price: z.int().nonnegative(),
});

export type ShopItem = z.output<typeof itemSchema>;
