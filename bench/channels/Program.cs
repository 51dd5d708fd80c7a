using ChannelsBench;
using LiveBench;

// run: everything, one after another, and a table. server and load are the processes it starts.
var options = ChannelsOptions.Read(args);
return args.FirstOrDefault() switch
{
    "run" => await Comparison.RunAsync(options),
    "server" => await ChannelsServer.RunAsync(),
    "load" => new LoadGenerator(BenchOptions.Read(args)).Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("channels-bench run [--clients 8000] [--seconds 15] [--rounds 3] [--speeds 1,5,10,20] [--peer FOLDER] [--results FILE]");
    return 2;
}
