// typebox, once for all bundles: the bundles of other packages import it from here (`test/tools/bundle.js`), as its
// 700 small modules are most of what Node would load before the first trial.
export { default } from 'typebox';
export * from 'typebox';
