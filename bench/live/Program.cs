using LiveBench;

// run: everything, one after another, and a table. server and load are the processes it starts.
var options = BenchOptions.Read(args);
return args.FirstOrDefault() switch
{
    "run" => await Orchestrator.RunAsync(options),
    "server" => await BenchServer.RunAsync(options),
    "load" => new LoadGenerator(options).Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "live-bench run [--clients 8000] [--seconds 30] [--rounds 3] [--frame-bytes 700] [--stalled-frame-bytes 4096] [--only VARIANT] [--results FILE]");
    return 2;
}
