# stderr: whole
# Without a configuration: warnings and worse, to standard error, the message alone.
import logging

log = logging.getLogger("app")
log.debug("not shown")
log.info("not shown")
log.warning("shown %s", "with arguments")
log.error("%d of %d", 1, 2)
try:
    {}["missing"]
except KeyError:
    log.exception("failed")
log.critical("critical")
print(log.getEffectiveLevel(), log.isEnabledFor(logging.INFO), log.hasHandlers())
log.setLevel(logging.DEBUG)
log.debug("the last resort stays at WARNING")
logging.warning("this configures the root")
log.debug("now shown")
logging.info("the root's own level")
print(logging.getLogger(), log, logging.getLogger("app.part"))
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("not disabled")
logging.disable(logging.NOTSET)
log.log(25, "between levels")
logging.addLevelName(25, "NOTICE")
log.log(25, "with a name")
try:
    log.setLevel("LOUD")
except ValueError as error:
    print(error)
