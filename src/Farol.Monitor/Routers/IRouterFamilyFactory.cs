using Farol.Monitor.Polling;

namespace Farol.Monitor.Routers;

/// <summary>Makes the families of a feature for one router.</summary>
internal interface IRouterFamilyFactory
{
    IEnumerable<IFamily> Create(RouterContext context);
}
