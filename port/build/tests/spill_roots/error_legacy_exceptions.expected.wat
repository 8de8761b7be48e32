;; error: function old: legacy exception handling is not supported; link with -mllvm -wasm-use-legacy-eh=false
