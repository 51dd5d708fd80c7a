using System.CommandLine;
using Farol;
using Farol.Memory;
using Farol.Supervision;
using Farol.Verbs;

using var stop = new CancellationTokenSource();
StandardInput.StopWithParent(stop);
using var memory = IdleMemory.OfThisProcess(TimeProvider.System);

var root = new RootCommand("Farol watches and steers an internet operator's edge")
{
    Run.CreateCommand(),
    Gateway.CreateCommand(),
    Simulate.CreateCommand(),
    StoreVerb.CreateCommand(),
    AuditVerb.CreateCommand(),
    Vrp.CreateCommand(),
};
// What a signal asks for has the promised five seconds, not the library's two: cut off, a clean stop would end with an error's code. Who may have
// requests under way lets them end; the supervisor and the gateway bound that themselves.
var mayDrain = args is ["gateway", ..] or ["run", ..];
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = mayDrain ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(5) };
using var signals = SupervisedSignals.Take(stop, invocation);
return await root.Parse(args).InvokeAsync(invocation, stop.Token);
