using Farol.Devices;
using Farol.Devices.Vrp;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.Endpoints;

/// <summary>Turns what goes wrong with a router into an answer, in one place for all endpoints.</summary>
internal sealed class DeviceFailureFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DeviceException failure)
        {
            return DeviceProblems.Of(failure);
        }
        catch (VrpParseException failure)
        {
            return DeviceProblems.Of(failure);
        }
    }
}
