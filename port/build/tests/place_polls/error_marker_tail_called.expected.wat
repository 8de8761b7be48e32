;; error: function interpret does more with the marker than to call it: a tail call? Compile the function that calls it so that the call is not its last statement
