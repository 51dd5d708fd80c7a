using Farol.Access;
using Farol.Control;
using Farol.Live;
using Farol.Monitor;
using Farol.Monitor.Diagnostics;
using Farol.Monitor.Routers;
using Farol.Settings;
using Farol.Store;

namespace Farol.Hosting;

/// <summary>Every schema step of the program, whichever role runs and whichever verb looks into a database.</summary>
internal static class ProgramSchema
{
    public static IServiceCollection AddProgramSchema(this IServiceCollection services, FarolSettings settings) => services.AddSchemaOf(all =>
    {
        all.AddAccess(settings.Access);
        all.AddLive(settings.Live);
        all.AddMonitor(settings.Monitor, new ConfiguredRouters([]), new UnverifiedTexts([]));
        all.AddControl(settings.Control);
    });
}
