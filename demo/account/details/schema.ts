import { z } from 'zod';

const line = z.string().max(80, 'A shorter one, please.');

export const detailsSchema = z.object({
  name: line.min(1, 'Whom may we write on the parcel?'),
  phone: line.regex(/^[+\d\s()/-]*$/, 'Digits, spaces and a leading + are enough.'),
  street: line,
  town: line,
});
