using Farol.Configuration.Gateway;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Hosting;

/// <summary>The connections that a listener leaves on one loop when the configuration no longer has it: idle ones end at once, others as their
/// requests do, those without a request soon, and those that are left when the time is over are closed.</summary>
internal sealed class ListenerDrain : ITimed
{
    private readonly GatewayLoop _gateway;
    private readonly Func<ListenerSection, bool> _isGone;
    private readonly LoopTimer _timer;

    public ListenerDrain(GatewayLoop gateway, Func<ListenerSection, bool> isGone)
    {
        _gateway = gateway;
        _isGone = isGone;
        _timer = new LoopTimer(this);
    }

    /// <summary>Loop's thread only.</summary>
    public void Begin(TimeSpan drain)
    {
        _gateway.Drain(_isGone);
        _gateway.Loop.Timers.Set(_timer, _gateway.Loop.NowMilliseconds + (long)drain.TotalMilliseconds);
    }

    /// <summary>The listener may be back since, with connections of its own: they stay.</summary>
    public void OnDue(LoopTimer timer) => _gateway.CloseDrained(_isGone);
}
