/** Of WebAssembly what is in use: Node.js has it, its types do not. */
declare namespace WebAssembly {
  type Module = object;
  function compile(code: Uint8Array): Promise<Module>;
}
