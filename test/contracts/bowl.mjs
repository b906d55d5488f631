// A user's module, for the contract of the objective `module`.
export default ({ x }) => x ** 2;
