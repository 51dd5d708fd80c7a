using Farol.Simulator.Ssh;
using Farol.Simulator.State;

namespace Farol.Simulator;

/// <summary>Does what a scenario says to a router.</summary>
internal sealed class ScenarioPlayer(RouterCore router, SshHostKeys keys)
{
    public Task PlayAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        switch (scenario.Kind)
        {
            case ScenarioKind.Reboot:
                return RebootAsync(scenario, cancellationToken);
            case ScenarioKind.ChangeHostKey:
                return Task.Run(keys.Change, cancellationToken);
            case ScenarioKind.MassDisconnect:
                Disconnect(scenario);
                break;
            case ScenarioKind.LinkDown:
                router.State.SetCable(Port(scenario), pulled: true);
                break;
            case ScenarioKind.LinkUp:
                router.State.SetCable(Port(scenario), pulled: false);
                break;
            case ScenarioKind.ResetCounters:
                router.State.ResetCounters(scenario.Interface is null ? null : Interface(scenario.Interface));
                break;
            case ScenarioKind.Drop:
                router.Terminals.AbortAll();
                break;
            default:
                SetFault(scenario);
                break;
        }

        return Task.CompletedTask;
    }

    private void SetFault(Scenario scenario)
    {
        switch (scenario.Kind)
        {
            case ScenarioKind.SlowAnswers:
                router.Faults.ThinkingTime = TimeSpan.FromMilliseconds(Math.Max(0, scenario.Milliseconds));
                break;
            case ScenarioKind.Hang or ScenarioKind.DropDuringOutput or ScenarioKind.Garbage or ScenarioKind.Gibberish:
                router.Faults.Plan(scenario);
                break;
            case ScenarioKind.RefuseLogins:
                router.Faults.RefusesLogins = true;
                break;
            case ScenarioKind.TerminalsBusy:
                router.Faults.TerminalsBusy = true;
                break;
            case ScenarioKind.ConfigurationLocked:
                router.Faults.ConfigurationLocked = true;
                break;
            case ScenarioKind.UnlockAddresses:
                router.Guard.Unlock();
                break;
            case ScenarioKind.Calm:
                router.Faults.Calm();
                router.Guard.Unlock();
                router.Terminals.WakeAll();
                break;
            default:
                throw new ScenarioException($"kind: {scenario.Kind} is not known");
        }
    }

    private async Task RebootAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        router.IsRebooting = true;
        try
        {
            router.Terminals.AbortAll();
            router.State.Reboot(TimeSpan.FromSeconds(scenario.ReturnSeconds));
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, scenario.Seconds)), router.Time, cancellationToken);
        }
        finally
        {
            router.IsRebooting = false;
        }
    }

    private void Disconnect(Scenario scenario)
    {
        var topology = router.State.Topology;
        if (scenario.Slot is { } slot && !topology.Slots.Contains(slot))
        {
            throw new ScenarioException($"slot: {slot} has no subscribers; there are {string.Join(", ", topology.Slots)}");
        }

        if (scenario.Domain is { } domain && !topology.Domains.Any(found => found.Name.Equals(domain, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ScenarioException($"domain: {domain} is not here; there are {string.Join(", ", topology.Domains.Select(found => found.Name))}");
        }

        if (scenario.Vlan is { } vlan && topology.Access.All(found => found.Vlan != vlan))
        {
            throw new ScenarioException($"vlan: {vlan} is not here; there are {string.Join(", ", topology.Access.Select(found => found.Vlan))}");
        }

        router.State.Disconnect(scenario.Slot, scenario.Domain, scenario.Vlan, TimeSpan.FromSeconds(scenario.ReturnSeconds));
    }

    private SimulatedInterface Port(Scenario scenario) =>
        Interface(scenario.Interface ?? throw new ScenarioException("interface: name the port")) is { Kind: InterfaceKind.Port } port
            ? port
            : throw new ScenarioException($"interface: {scenario.Interface} has no cable; name a port");

    private SimulatedInterface Interface(string name) =>
        InterfaceNames.Resolve(router.State.Topology, name) ?? throw new ScenarioException($"interface: there is no {name}");
}
