using System.Runtime.InteropServices;
using Farol.Bench.Gateway;

// farol-bench-gateway FILE: the gateway alone, from a configuration file, with nothing of the program around it.
// SIGHUP reads the file again; "allocated" on standard input is answered with the managed bytes allocated so far; its end stops the host.
if (args is not [var file])
{
    Console.Error.WriteLine("farol-bench-gateway FILE");
    return 2;
}

using var host = new GatewayHost(file);
host.Start();
using var reload = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
{
    context.Cancel = true;
    host.Reload();
});
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line == "allocated")
    {
        Console.WriteLine($"allocated {GC.GetTotalAllocatedBytes(precise: true)} collections {GC.CollectionCount(0)}");
    }
}

await host.StopAsync();
return 0;
