// The library of schemas, so that plugins need to install nothing beside this package.
export { default } from '@tunewright/core/typebox';
export * from '@tunewright/core/typebox';
