using System.CommandLine;
using Farol;
using Farol.Verbs;

using var stop = new CancellationTokenSource();
StandardInput.StopWithParent(stop);

var root = new RootCommand("Farol watches and steers an internet operator's edge")
{
    Run.CreateCommand(),
    Simulate.CreateCommand(),
    Vrp.CreateCommand(),
};
return await root.Parse(args).InvokeAsync(cancellationToken: stop.Token);
