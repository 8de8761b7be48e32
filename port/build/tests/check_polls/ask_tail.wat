;; rejected: asks the host without being asked to
(func (return_call $poll))
