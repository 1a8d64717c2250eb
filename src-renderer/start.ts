import { z } from 'zod'

// Imported before everything else: schemas must not build functions from strings under our CSP.
z.config({ jitless: true })
