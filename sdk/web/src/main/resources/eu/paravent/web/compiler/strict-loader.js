// What StrictLoader puts into TeaVM's loader. Each part: its name, how the original begins, how it ends, what takes its place.
// @replace getGlobalName
result = new Function("return " + name + ";");
// ---
;
// ---
result = () => name.split(".").reduce((from, part) => from[part], globalThis);
// @replace setGlobalName
new Function("value", name + " = value;")(value);
// ---
(value);
// ---
globalThis[name] = value;
// @replace defineFunction
const params = [];
    const paramsForString = [];
    for (let i = 0;
// ---
)(rethrowJavaAsJs, fn);
// ---
const count = fn.length;
    return function(...given) {
      try {
        return fn(...fit(given, count, vararg));
      } catch (e) {
        rethrowJavaAsJs(e);
      }
    };
// @replace renameConstructor
return new Function(
      "constructor",
// ---
)(c);
// ---
const named = function(marker, javaObject) {
      return c.call(this, marker, javaObject);
    };
    Object.defineProperty(named, "name", { value: name });
    return named;
// @replace defineMethod
const params = [];
      const paramsForString = [];
      for (let i = 1;
// ---
)(rethrowJavaAsJs, fn);
// ---
const count = fn.length - 1;
      cls.prototype[name] = function(...given) {
        try {
          return fn(this, ...fit(given, count, vararg));
        } catch (e) {
          rethrowJavaAsJs(e);
        }
      };
// @replace getJavaException, which knows no errors but Java's: a thread that waits for a promise would wait for ever
getJavaException: (e) => e[javaExceptionSymbol]
// ---
,
// ---
getJavaException: jsExceptionAsJava,
// @replace functions by number of arguments
const argumentList = [];
// ---
argumentList.push("p" + (i + 1));
// ---
function fit(given, count, vararg) {
    const args = vararg ? [...given.slice(0, count - 1), given.slice(count - 1)] : given;
    while (args.length < count) args.push(undefined);
    return args;
  }
  for (let i = 0; i < 32; ++i) {
    imports.teavmJso["createFunction" + i] = (...text) => script(...text).bind(globalThis, wrapCallFromJavaToJs);
    imports.teavmJso["bindFunction" + i] = (f, ...bindArgs) => f.bind(null, ...bindArgs);
    imports.teavmJso["callFunction" + i] = (fn, ...args) => {
      try {
        return fn(...args);
      } catch (e) {
        rethrowJsAsJava(e);
      }
    };
    imports.teavmJso["callMethod" + i] = (instance, method, ...args) => {
      try {
        return instance !== null ? instance[method](...args) : getGlobalName(method)(...args);
      } catch (e) {
        rethrowJsAsJava(e);
      }
    };
    imports.teavmJso["construct" + i] = (constructor, ...args) => {
      try {
        return new constructor(...args);
      } catch (e) {
        rethrowJsAsJava(e);
      }
    };
    imports.teavmJso["arrayOf" + i] = (...args) => args;
// @replace createStringWeakRef: the core's pool of texts fails on one that was collected; they are few, so they stay
stringFinalizationRegistry.register(value, heldValue);
// ---
return new WeakRef(value);
// ---
return { deref: () => value };
