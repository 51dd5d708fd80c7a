using System.CommandLine;
using Farol;
using Farol.Memory;
using Farol.Supervision;
using Farol.Verbs;

using var stop = new CancellationTokenSource();
StandardInput.StopWithParent(stop);
using var memory = IdleMemory.OfThisProcess(TimeProvider.System);

(string Name, Func<Command> Create)[] verbs =
[
    ("run", Run.CreateCommand),
    ("gateway", Gateway.CreateCommand),
    ("simulate", Simulate.CreateCommand),
    ("store", StoreVerb.CreateCommand),
    ("audit", AuditVerb.CreateCommand),
    ("vrp", Vrp.CreateCommand),
];
var root = new RootCommand("Farol watches and steers an internet operator's edge");
// A gateway's process does not load what the others are made of.
var asked = Array.FindAll(verbs, v => v.Name == args.FirstOrDefault());
foreach (var verb in asked is [] ? verbs : asked)
{
    root.Add(verb.Create());
}

// What a signal asks for has the promised five seconds, not the library's two: cut off, a clean stop would end with an error's code. Who may have
// requests under way lets them end; the supervisor and the gateway bound that themselves.
var mayDrain = args is ["gateway", ..] or ["run", ..];
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = mayDrain ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(5) };
using var signals = SupervisedSignals.Take(stop, invocation);
return await root.Parse(args).InvokeAsync(invocation, stop.Token);
