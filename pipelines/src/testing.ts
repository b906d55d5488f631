export * from '@tunewright/core/testing';
