;; rejected: asks the host without being asked to
(func (call $poll))
