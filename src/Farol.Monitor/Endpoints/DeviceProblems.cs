using Farol.Access.Problems;
using Farol.Devices;
using Farol.Devices.Vrp;

namespace Farol.Monitor.Endpoints;

/// <summary>Failures of talking to a router as HTTP: whose fault, and whether to come back.</summary>
internal static class DeviceProblems
{
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(5);

    public static ApiProblem Of(DeviceException failure) => failure.Fault switch
    {
        DeviceFault.Timeout => ApiProblem.UpstreamTimeout(failure.Message),
        DeviceFault.CircuitOpen or DeviceFault.TerminalsBusy => ApiProblem.Unavailable(failure.Message, _comeBack),
        DeviceFault.CommandRefused => ApiProblem.BadUpstream(failure.Message),
        _ => ApiProblem.BadUpstream(failure.Message),
    };

    public static ApiProblem Of(VrpParseException failure) => ApiProblem.BadUpstream(failure.Message);
}
