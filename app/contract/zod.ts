import { z } from 'zod';

// The window's policy forbids `new Function`, with which zod would otherwise compile its parsers.
z.config({ jitless: true });

export { z };
