"""Whether it is the world that fails, or we: hosts that said nothing wait for the others."""

from dataclasses import dataclass, field

from reviews.links import schedule
from reviews.links.leases import Lease
from reviews.links.visiting import Visit


@dataclass
class Lot:
    """The visits of one lease. Who sets out with whom is chance, so that most of them meeting
    silence at once says something about the line they have in common.

    Silent ones are kept back until enough others have answered, or all have ended.
    """

    lease: Lease
    offline: bool = False
    silent: int = 0
    _ended: int = 0
    _answered: int = 0
    _kept: list[Visit] = field(default_factory=list)

    def end(self, visit: Visit) -> list[Visit]:
        """Take note of the end of `visit`; returns those whose looks may be written now."""
        self._ended += 1
        ready = []
        if visit.silent:
            self.silent += 1
            self._kept.append(visit)
        else:
            self._answered += any(look.answered for look in visit.looks)
            ready.append(visit)
        return ready + self._release() if self._settled() else ready

    @property
    def over(self) -> bool:
        return self._ended >= len(self.lease.hosts)

    def _settled(self) -> bool:
        """Whether nothing that may still happen makes it an outage of ours, or all has happened."""
        out = len(self.lease.hosts) - self._ended
        possible = schedule.is_offline(
            silent=self.silent + out, hosts=self.silent + self._answered + out
        )
        return not out or not possible

    def _release(self) -> list[Visit]:
        hosts = self.silent + self._answered
        self.offline = schedule.is_offline(silent=self.silent, hosts=hosts)
        kept, self._kept = self._kept, []
        return kept
