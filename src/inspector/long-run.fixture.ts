/**
 * Whether tests that try many inputs try all of them, as `npm run test:all` asks for. `npm test` tries a
 * tenth or so: what it lets through, the weekly run finds.
 */
export const isLongRun = process.env['TOUCHSTONE_TEST_ALL'] === '1'
