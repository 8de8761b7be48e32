print("imported")
import missing_module
